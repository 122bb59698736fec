// The page of `buurtstem try`: which phone is next, examples to fill in, and a clock that can be put
// forward: what falls due on the way happens.

const now = document.getElementById("now");
const said = document.getElementById("said");
const buttons = document.querySelectorAll("[data-days]");
const steps = document.querySelectorAll(".steps li");
const phones = document.querySelectorAll("[data-who]");
let going = false;
let step = 0;

async function forward(days) {
  const before = now.textContent;
  going = true;
  now.textContent = said.textContent = now.dataset.going;
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  try {
    const answer = await fetch("/try/forward", { method: "POST", body: days });
    if (!answer.ok) throw new Error(answer.status);
    now.textContent = (await answer.json()).now;
  } catch {
    now.textContent = `${now.dataset.failed} ${before}`;
  }
  said.textContent = now.textContent;
  buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  going = false;
}

buttons.forEach((button) => button.addEventListener("click", () => {
  if (!button.hasAttribute("aria-disabled")) forward(button.dataset.days);
}));

/** What the clock says, where the visitor is, and what could be said there. */
async function look() {
  const answer = await fetch("/try/now").catch(() => null);
  if (!answer?.ok || document.hidden) return;
  const found = await answer.json();
  if (!going && now.textContent !== found.now) now.textContent = found.now;
  if (found.step !== step) goTo(found.step);
  for (const phone of phones) {
    const example = phone.querySelector(".example");
    const text = found.examples[phone.dataset.who] ?? "";
    example.hidden = !text;
    if (example.lastElementChild.textContent !== text) example.lastElementChild.textContent = text;
  }
}

function goTo(next) {
  steps.forEach((li, i) => {
    li.classList.toggle("done", i + 1 < next);
    li.querySelector("b").textContent = i + 1 < next ? "✓" : i + 1;
    if (i + 1 === next) li.setAttribute("aria-current", "step");
    else li.removeAttribute("aria-current");
  });
  for (const phone of phones) {
    const turn = phone.dataset.steps.split(" ").includes(String(next));
    phone.classList.toggle("turn", turn);
    if (turn && phone.dataset.steps.includes(" ")) {
      phone.querySelectorAll("[data-step]").forEach((p) => { p.hidden = p.dataset.step !== String(next); });
    }
    if (turn && step) said.textContent = phone.querySelector(`[data-step="${next}"]`).innerText;
  }
  document.querySelector(".clock").classList.toggle("turn", next === 3);
  step = next;
}

phones.forEach((phone) => {
  const frame = phone.querySelector("iframe");
  phone.querySelector(".example").addEventListener("click", ({ currentTarget }) => {
    const words = frame.contentDocument.getElementById("words");
    words.value = currentTarget.lastElementChild.textContent;
    words.dispatchEvent(new Event("input"));
    // The next tap is on Send; a phone's keyboard stays down.
    frame.contentDocument.getElementById("send").focus();
  });
  const watch = () => {
    const messages = frame.contentDocument?.getElementById("messages");
    if (messages) new MutationObserver(soon).observe(messages, { childList: true, subtree: true });
  };
  frame.addEventListener("load", watch);
  watch();
});

/** Once for a burst of messages. */
let waiting;
function soon() {
  waiting ??= setTimeout(() => { waiting = undefined; look(); }, 150);
}
setInterval(look, 5000);
look();
