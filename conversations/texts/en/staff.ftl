# Not yet checked by a native speaker.
role-staff = staff member
role-administrator = administrator
role-resident = resident
role-key-person = key person
role-community-worker = community worker
role-representative = representative
enrolled =
    Welcome, { $name }. Your role: { $role }. Programme: { $programme }.
    { $inherited ->
        [0] Nothing is waiting for you yet.
        [one] One message was waiting for someone. It is yours now. Tap What is waiting.
       *[other] { $inherited } messages were waiting for someone. They are yours now. Tap What is waiting.
    }
    You will get new messages here as cards.
    Every working day at 9 you also get an overview.
enrolled-also =
    Done, { $name }. Your roles at { $programme } are now: { LIST($roles) }.
    { $inherited ->
        [0] Nothing new is waiting for you now.
        [one] One message was waiting for someone. It is yours now. Tap What is waiting.
       *[other] { $inherited } messages were waiting for someone. They are yours now. Tap What is waiting.
    }
applied-waits = The resident wants no messages now, or blocks them. It waits until that changes.
enrolled-before = Hello { $name }. You already were: { $role }. Tap What is waiting.
invitation-used = This invitation was already used. Ask the administrator for a new one.
invitation-expired = This invitation is too old. Ask the administrator for a new one.
invitation-unknown = I do not know this invitation. Ask the administrator for a new one.
welcome-staff = Hi { $name }. Do you want to see what is waiting?
button-desk = 📋 What is waiting?
button-card = { $number } · { SHORT($date) }
desk-help =
    Tap What is waiting. There you see what waits for you.
    Type a number to see that message. Type search to find something.

    You can also type: back, skip, pause or discard.
desk-nothing = Nothing is waiting for you. 🌷
desk-no-number = (none)
task-new = There is a task for you.
task-call =
    ☎️ Call: { $name }
    Number: { $phone } ({ $when })
    About number: { $number } · Before { $date }
task-words = What was already there: { $words }
task-emergency =
    ⚠️ Someone wrote: { $words }
    Look at it now.
task-write =
    ✉️ Write back to a resident: { $name }
    About number: { $number } · Before { $date }
task-question =
    ❓ A resident has a question.
    About number: { $number } · Answer before { $date }
task-unreachable =
    📭 A resident can no longer be reached. Find another way.
    About number: { $number } · Before { $date }
card =
    { $kind } { $number } · { $status }
    From: { $name } · Neighbourhood: { $wijk }
    For: { $owner } · Answer before { $date }
card-answered =
    { $kind } { $number } · { $status }
    From: { $name } · Neighbourhood: { $wijk }
    For: { $owner }
card-new = 📬 New message
card-words =
    Own words:
    { $words }
card-media = Belongs to number { $number }
card-added-answer =
    Answer from the resident:
    { $words }
card-added-added =
    Added later:
    { $words }
card-added-question =
    Question from the resident about the decision:
    { $words }
card-added-disagree =
    Does not agree:
    { $words }
card-added-correction =
    Correction from the resident:
    { $words }
card-added-edited =
    Later changed to:
    { $words }
card-heard-unknown = Heard by: { $by }. "{ $heard }" (not confirmed yet)
card-heard-yes = Heard by: { $by }. "{ $heard }" (right, says the resident)
card-heard-no = Heard by: { $by }. "{ $heard }" (not right, says the resident)
card-asked = Asked by: { $by }. { $question }
card-call = ☎️ Wants a phone call: { $phone }
card-decided =
    Decision: { $outcome }. By: { $by }
    { $reason }
card-reacted-read = 👁 The resident has read the answer
card-reacted-question = ❓ The resident has a question
card-reacted-disagree = ✋ The resident does not agree
card-reacted-added = ➕ The resident added something
card-reacted-answer = 💬 The resident gave an answer
card-reacted-correction = ✏️ The resident corrected what was written down
card-reacted-heard = 👍 What was written down is right
card-reacted-edited = ✏️ The resident changed a message
card-reacted-due_read = ⏰ Nobody has read this message yet
card-reacted-due_answer = ⏰ Needed today: an answer
card-reacted-due_work = ⏰ What was promised here? Is it done?
card-reacted-due_fact = ⏰ The resident will soon hear about this again. Is there anything to tell?
card-reacted-due_look_again = ⏰ This is looked at again
card-reacted-due_overdue = 🔴 Late: a promise was not kept three times
desk-status-received = new
desk-status-being_read = being read
desk-status-question_asked = question asked
desk-status-decided = decided
desk-status-in_progress = in progress
desk-status-done = finished
desk-status-checked = checked
desk-status-closed = closed
desk-status-reopened = look again
desk-status-withdrawn = taken back
desk-status-set_aside = put aside
button-decide = ⚖️ Decide
button-ask = ❓ Ask a question
button-write-down = 🎧 Write down
button-myself = Myself
button-no-date = No date

decide-what = a decision
decide-outcome-ask = What is the answer to number { $number }?
decide-outcome-again = Choose one of these answers to number { $number }.
decide-outcome-name = The answer
decide-outcome-yes = Yes
decide-outcome-yes_differently = Yes, but differently
decide-outcome-trial = We will try it
decide-outcome-not_now = Not now
decide-outcome-no = No
decide-reason-ask = Why? Tap a reason or write it yourself. Say it as you would to a neighbour. At least 20 characters.
decide-reason-again = The resident will read this. Give the reason in a full sentence, at least 20 characters.
decide-reason-name = The reason
decide-reason-own = “{ $said }” What is it here exactly? Add a whole sentence of your own, at least 20 characters.
decide-reason-helps_many = Helps many people
decide-reason-helps_many-said = This helps many people in the neighbourhood.
decide-reason-fits_ours = Fits our work
decide-reason-fits_ours-said = This fits what we already do.
decide-reason-safer_so = Safe this way
decide-reason-safer_so-said = This way it is safe for everybody.
decide-reason-affordable_so = We can pay this
decide-reason-affordable_so-said = This way we can pay for it this year.
decide-reason-not_sure = Not sure yet
decide-reason-not_sure-said = We do not know yet whether it works here.
decide-reason-ask_around = Neighbours first
decide-reason-ask_around-said = First we want to hear what the neighbours think.
decide-reason-no_money = No money left
decide-reason-no_money-said = There is no money left this year.
decide-reason-nobody_free = Nobody has time now
decide-reason-nobody_free-said = Nobody has time now to do this well.
decide-reason-other_first = Something goes first
decide-reason-other_first-said = Other work in this place must be done first.
decide-reason-not_our_ground = Not our ground
decide-reason-not_our_ground-said = The ground is not ours.
decide-reason-not_safe = Not safe enough
decide-reason-not_safe-said = It is not safe enough there.
decide-reason-not_allowed = Not allowed
decide-reason-not_allowed-said = The rules do not allow it.
decide-next_step-ask = What happens now? Give the next step.
decide-next_step-again = One short sentence: what happens after this?
decide-next_step-name = The next step
decide-who-ask = Who will do that? Type a name.
decide-who-again = Type only a name, at most 60 characters.
decide-who-name = Who will do it
decide-by_when-ask = Before which day? Tap a day or type a date.
decide-by_when-again = Type a day in the future. For example: 12 December.
decide-by_when-name = The date
decide-as_it_is-ask = This is hard to read. Send it anyway: why?
decide-as_it_is-again = Say briefly why it must go like this. At least 10 characters.
decide-as_it_is-name = Why it stays so
learn-as_it_is-ask = { decide-as_it_is-ask }
learn-as_it_is-again = { decide-as_it_is-again }
learn-as_it_is-name = { decide-as_it_is-name }
reply-as_it_is-ask = { decide-as_it_is-ask }
reply-as_it_is-again = { decide-as_it_is-again }
reply-as_it_is-name = { decide-as_it_is-name }
report-as_it_is-ask = { decide-as_it_is-ask }
report-as_it_is-again = { decide-as_it_is-again }
report-as_it_is-name = { decide-as_it_is-name }
taalcheck-green = 💬 Language check: this can be easier still.
taalcheck-orange = 🟠 Language check: this is hard to read.
taalcheck-red =
    🔴 Language check: this is too hard for many people.
    Write it differently, or ask a key person to read along.
taalcheck-long = This sentence is long ({ $count } words): { $words }
taalcheck-passive = Say who does it, too: { $words }
taalcheck-official = ‘{ $words }’ can be easier.
taalcheck-plainer = ‘{ $words }’ → better: ‘{ $plainer }’
taalcheck-as-it-is = Why it stays so: { $why }
button-take-over = Use: { $plainer }
button-rewrite = ✏️ Write differently
preview-heading = This is how the resident will read the answer to number { $number }:
applied-decide = Sent. The resident will get the answer to number { $number }.
already-decided = There is already a decision on number { $number }.
cannot-ask = You cannot ask a question now about number { $number }.
overtaken-decide = Something changed here in the meantime. By: { $by }. Your decision was not sent. This is how it is now:
overtaken-ask = Something changed here in the meantime. By: { $by }. Your question was not sent. This is how it is now:
overtaken-write_down = Something changed here in the meantime. By: { $by }. Your text was not saved. This is how it is now:

ask-what = a question for a resident
ask-question-ask = What do you want to ask the resident about number { $number }?
ask-question-again = Type one short question, at least 5 characters.
ask-question-name = The question
applied-ask = Sent: the question about number { $number }.
write_down-what = what you heard
write_down-heard-ask = What did you hear in number { $number }? Write it the way they said it.
write_down-heard-again = Type the words that you heard.
write_down-heard-name = The text
applied-write_down = Saved. The resident is now asked if it is right.
button-write-back = ✉️ Write back
write_back-what = a message to a resident
write_back-words-ask = What do you want to write to the resident about number { $number }?
write_back-words-again = Type your message to the resident, at least 5 characters.
write_back-words-name = Your message
applied-write_back = Sent. The resident gets your message about number { $number }.
overtaken-write_back = Something changed here in the meantime. By: { $by }. Your message was not sent. This is how it is now:
card-added-written =
    Written to the resident:
    { $words }
button-task-done = ✅ Done
task-done = Good. This task is done.
task-not-yours = This task is done already, or it is for someone else.

event-parked = Something could not be processed. It is saved. Number: { $reference }
message-dead = A message could not be delivered. Number: { $reference }
task-late =
    🔴 Call this resident: { $name }
    Twice we wrote that it would be later. Now it is late again.
    Number: { $phone }
    About number: { $number } · Before { $date }
button-finish = ✅ It is done
finish-what = something that is done
finish-words-ask = What is done for number { $number }? Write it as the resident sees it.
finish-words-again = Write in a sentence what is done now.
finish-words-name = What is done
applied-finish = Sent. The resident hears that number { $number } is done. Later I ask whether that is so.
nothing-to-finish = There is nothing to finish for number { $number } now.
overtaken-finish = Something has changed here meanwhile. By: { $by }. Your message was not sent. This is how it stands now:
button-postpone = 📅 It will be later
postpone-what = a new date
postpone-day-ask = Before which day does it come for number { $number }? Tap a day or type a date.
postpone-day-again = Type a day after today. For example: 12 December.
postpone-day-name = The new date
postpone-reason-ask = Why will it be later? The resident reads this.
postpone-reason-again = Write in a whole sentence why it will be later.
postpone-reason-name = The reason
applied-postpone = Sent. The resident knows the new date of number { $number }.
nothing-to-postpone = No date is promised for number { $number } now.
overtaken-postpone = Something has changed here meanwhile. By: { $by }. The new date was not sent. This is how it stands now:
preview-message = This is how the resident will read the message about number { $number }:
stopped-staff = Good. I will send you nothing more about your own messages. Your work here keeps coming: residents count on it. Do you want it less often? Choose a summary.
button-write-to = ✉️ Write to this person
write_to-what = a message to a resident
write_to-words-ask = What do you want to write to the resident?
write_to-words-again = Type your message to the resident, at least 5 characters.
write_to-words-name = Your message
written-to = Sent. The resident gets your message.
not-your-task = This task is no longer yours.
decide-next_step-own = “{ $said }” Why not? Add a sentence of your own.
decide-next_step-none = No next step
decide-next_step-none-said = There is no next step.
decide-who-resident = The resident
the-resident = the resident
decide-firm-ask = Is that day certain?
decide-firm-again = Choose: certain, or our plan.
decide-firm-name = How certain it is
decide-firm-sure = Certain
decide-firm-plan = Our plan
decide-counted-ask = What did this message do to the plan?
decide-counted-again = Choose what this message did to the plan.
decide-counted-name = Effect on the plan
decide-counted-changed = Plan has changed
decide-counted-confirmed = Plan was right
decide-counted-unchanged = Plan stays so
button-no-plan-yet = No plan yet
decide-because-ask = Why does the plan not change? The resident reads this.
decide-because-again = Say in a sentence why the plan does not change.
decide-because-name = Why not changed
decide-also-ask = Which other numbers does this answer as well? Type them one after the other. For example: 214, 230.
decide-also-again = Type numbers only, with a comma in between.
decide-also-name = Other numbers as well
decide-copied-ask = Exactly this reason was given with another message before. Are you sure? To change something, tap Back.
decide-copied-again = Tap Yes, send it so. Or go back and write it otherwise.
decide-copied-name = The same reason
decide-copied-sure = Yes, send it so
preview-also = This answer also goes to: { $numbers }.
applied-sending = The answer to number { $number } leaves in a moment. Until then you can call it back.
applied-second_reads = Somebody always reads a no as well before it leaves. Who reads number { $number } too: { $by }.
applied-second_alone = Somebody always reads a no as well before it leaves. There is nobody else now. So read number { $number } again yourself on the next working day. Only then it leaves.
applied-answer_waits = There is an answer to number { $number } already. By: { $by }.
applied-nothing_waits = Nothing about number { $number } waits to be read any more.
applied-not_yet = You wrote number { $number } today. Read it again on another day. Then it can leave.
applied-not_alone = You wrote number { $number } yourself. Somebody else reads it too.
applied-second_no = Good. Whoever wrote it gets your remark on number { $number }. The resident notices nothing.
applied-also_not = Mind: this cannot go as well to: { $by }. There is no such number, or it has an answer.
button-undo = ⏪ Undo
undone = Called back. The resident gets nothing. This is what you wrote about number { $number }:
undone-waits = Called back. Number { $number } waits for a reader again.
undone-too-late = Too late: the answer to number { $number } has left. Is it wrong? Explain it better, or take the answer back. You find both on the card under More.
button-card-of = See number { $number }
task-second =
    👀 Please read: an answer that has not left yet. Who wrote it: { $by }.
    About number: { $number } · Before { $date }
button-second = 👀 Read it
second-heading = This is ready about number { $number }. Who wrote it: { $by }. It has not left yet.
second-aside = It gets no answer and is put aside. Why: { $reason }
second-ask = Will the resident understand this? And do you agree?
second-ask-alone = There is nobody else to read it. Read it once more yourself. Do you stand by it?
button-second-yes = ✅ Agreed, send it
button-second-no = ✍️ Not yet
second_no-what = a remark on an answer
second_no-remark-ask = What should be different in the answer to number { $number }? Only your colleague reads this.
second_no-remark-again = Say in a sentence what should be different.
second_no-remark-name = Your remark
second-sent-back =
    ✍️ Your answer to number { $number } has not left. Who read it: { $by }.
    Remark: { $remark }

    You wrote:
    { $words }
card-waiting-second = 👀 An answer is ready. It waits for a second reader. Who wrote it: { $by }.
card-waiting-going = ⏳ An answer is about to leave. Who wrote it: { $by }.
card-as-it-is = Hard to read, and sent all the same: { $why }
card-reacted-unsent = ⏪ Your answer has not left: something changed here meanwhile
button-correct = ✏️ Explain it better
correct-what = a better explanation
correct-reason-ask = What is the new explanation for number { $number }? The resident gets it as a new message.
correct-reason-again = Give the explanation in a whole sentence, at least 20 characters.
correct-reason-name = The explanation
correct-next_step-ask = What happens now? Write it again, also if it stays the same.
correct-next_step-again = One short sentence: what happens after this?
correct-next_step-name = The next step
correct-as_it_is-ask = { decide-as_it_is-ask }
correct-as_it_is-again = { decide-as_it_is-again }
correct-as_it_is-name = { decide-as_it_is-name }
nothing-to-correct = There is no explanation of number { $number } to better now.
button-retract = ⏪ Take answer back
take_back-what = an answer that you take back
take_back-why-ask = Why do you take back the answer to number { $number }? The resident reads this.
take_back-why-again = Say why in a whole sentence, at least 20 characters.
take_back-why-name = The reason
applied-take_back = Taken back. Number { $number } is looked at again, before { $date }.
nothing-to-take-back = There is no answer to number { $number } to take back now.
overtaken-take_back = Meanwhile something changed here. By: { $by }. The answer was not taken back. This is how it stands now:
button-set-aside = 🗂 Spam or test
set_aside-what = something to put aside
set_aside-why-ask = Why is number { $number } no message of a resident? Somebody else reads it before it is put aside.
set_aside-why-again = Say why in a whole sentence, at least 20 characters.
set_aside-why-name = The reason
card-added-aside =
    Put aside:
    { $words }
learn-next_step-own = { decide-next_step-own }
learn-next_step-none = { decide-next_step-none }
learn-next_step-none-said = { decide-next_step-none-said }
learn-who-resident = { decide-who-resident }
learn-firm-ask = { decide-firm-ask }
learn-firm-again = { decide-firm-again }
learn-firm-name = { decide-firm-name }
learn-firm-sure = { decide-firm-sure }
learn-firm-plan = { decide-firm-plan }
learn-also-ask = { decide-also-ask }
learn-also-again = { decide-also-again }
learn-also-name = { decide-also-name }
learn-copied-ask = { decide-copied-ask }
learn-copied-again = { decide-copied-again }
learn-copied-name = { decide-copied-name }
learn-copied-sure = { decide-copied-sure }
reply-who-resident = { decide-who-resident }
reply-firm-ask = { decide-firm-ask }
reply-firm-again = { decide-firm-again }
reply-firm-name = { decide-firm-name }
reply-firm-sure = { decide-firm-sure }
reply-firm-plan = { decide-firm-plan }
reply-also-ask = { decide-also-ask }
reply-also-again = { decide-also-again }
reply-also-name = { decide-also-name }
reply-copied-ask = { decide-copied-ask }
reply-copied-again = { decide-copied-again }
reply-copied-name = { decide-copied-name }
reply-copied-sure = { decide-copied-sure }
reply-next_step-own = { decide-next_step-own }
reply-next_step-none = { decide-next_step-none }
reply-next_step-none-said = { decide-next_step-none-said }
report-who-resident = { decide-who-resident }
report-firm-ask = { decide-firm-ask }
report-firm-again = { decide-firm-again }
report-firm-name = { decide-firm-name }
report-firm-sure = { decide-firm-sure }
report-firm-plan = { decide-firm-plan }
report-also-ask = { decide-also-ask }
report-also-again = { decide-also-again }
report-also-name = { decide-also-name }
report-copied-ask = { decide-copied-ask }
report-copied-again = { decide-copied-again }
report-copied-name = { decide-copied-name }
report-copied-sure = { decide-copied-sure }
report-next_step-own = { decide-next_step-own }
report-next_step-none = { decide-next_step-none }
report-next_step-none-said = { decide-next_step-none-said }
task-second_own =
    👀 Read your own answer once more. There is nobody else to read it.
    About number: { $number }
second-not-yet = You have just written number { $number }. Read it again on { $date }. Then it can leave.
finish-result-ask = How did the trial of number { $number } end?
finish-result-again = Choose how the trial ended.
finish-result-name = How it ended
finish-result-worked = It works
finish-result-learned = Did not work, learned
finish-which-ask = What is done about number { $number }?
finish-which-again = Choose what is done.
finish-which-name = Which commitment
postpone-which-ask = What will be later about number { $number }?
postpone-which-again = Choose what will be later.
postpone-which-name = Which commitment
button-commit = ➕ Another commitment
commit-what = another commitment
commit-what-ask = What else will happen for number { $number }? The resident reads this.
commit-what-again = Say in a sentence what will happen, at most 300 characters.
commit-what-name = The commitment
commit-who-ask = { decide-who-ask }
commit-who-again = { decide-who-again }
commit-who-name = { decide-who-name }
commit-who-resident = { decide-who-resident }
commit-by_when-ask = { decide-by_when-ask }
commit-by_when-again = { decide-by_when-again }
commit-by_when-name = { decide-by_when-name }
commit-firm-ask = { decide-firm-ask }
commit-firm-again = { decide-firm-again }
commit-firm-name = { decide-firm-name }
commit-firm-sure = { decide-firm-sure }
commit-firm-plan = { decide-firm-plan }
applied-commit = Noted. The resident hears of this commitment about number { $number }.
overtaken-commit = Meanwhile something changed here. By: { $by }. The commitment was not noted. This is how it stands now:
button-link = 🔗 Link: { $who }
link-made =
    Give this link to: { $who }.
    There they see their commitment. They say themselves whether it is done or will be later. No account is needed. They see nothing of the resident.
    { $link }
link-nowhere = There can be no link yet: the website of Buurtstem has no address. The administrator sets WEB_URL.
card-commitment-open = 🤝 { $what } Who: { $who }. Before { $date }. { $firm }.
card-commitment-asked = 🤝 { $what } Asked of the resident, no yes yet.
card-commitment-done = ✅ { $what } Who: { $who }.
card-commitment-learned = 🧪 Did not work, something was learned: { $what }
card-commitment-dropped = ✖️ Dropped: { $what }
card-better = 🌱 The resident will notice it by this: { $better }
card-joins = 🔀 Together with number { $other }
card-reacted-better = 🌱 The resident said how they will notice
card-reacted-partly = 🤏 It worked a bit. This is still missing
card-reacted-done_partly = 🤏 The resident says: a bit
card-reacted-mine_yes = 👍 The resident does what you asked
card-reacted-mine_no = ✋ The resident cannot do this. It lies with you now
card-reacted-mine_done = ✅ The resident has done it
card-reacted-join_yes = 🔀 The resident wants to go on together
card-reacted-join_no = 🔀 The resident keeps it apart
card-reacted-organisation = 🔗 The organisation had something to say
card-added-partly =
    What is still missing:
    { $words }
button-join = 🔀 Together with another
join-what = a question to go on together
join-other-ask = With which number could number { $number } go on together?
join-other-again = Type only the number of that other message.
join-other-name = The other number
join-about-ask = What is that other message about, and why together? The resident reads this. Name nobody.
join-about-again = Say it in a whole sentence, at least 20 characters.
join-about-name = What it is about
applied-join = Asked. The resident of number { $number } says yes or no.
applied-cannot_join = Number { $number } cannot go together with: { $by }. There is no such number, or it has ended. Or it is something else.
overtaken-join = Meanwhile something changed here. By: { $by }. The question was not sent. This is how it stands now:
card-commitment-undated = 🤝 { $what } Who: { $who }. Without a date.
applied-part_done = Sent. The resident hears what is done about number { $number }, and what is still to come.
applied-learned = Sent. The resident hears how the trial of number { $number } ended.
applied-aside_alone = Two people put something aside together. There is nobody else now.
