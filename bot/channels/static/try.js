// The clock of `buurtstem try`: put forward, and what falls due on the way happens.

const now = document.getElementById("now");
const buttons = document.querySelectorAll("[data-days]");

async function forward(days) {
  const before = now.textContent;
  now.textContent = now.dataset.going;
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  try {
    const answer = await fetch("/try/forward", { method: "POST", body: days });
    if (!answer.ok) throw new Error(answer.status);
    now.textContent = (await answer.json()).now;
  } catch {
    now.textContent = `${now.dataset.failed} ${before}`;
  }
  buttons.forEach((button) => button.removeAttribute("aria-disabled"));
}

buttons.forEach((button) => button.addEventListener("click", () => {
  if (!button.hasAttribute("aria-disabled")) forward(button.dataset.days);
}));
