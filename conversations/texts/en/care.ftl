# Care: where help is, and what is said to heavy words, anger, a young age, a number.
help-team = Help nearby: { $team }. Call: { $phone }.
help-youth = Would you like to talk to someone? There for you: { $name }. Call: { $phone }.
read-today = A person reads this today: { $readers }.
read-later = Nobody is here with us now. A person reads this from 9 in the morning on: { $date }.
read-by-nobody = Nobody is here with us now.

heavy-grief = I am so sorry. Thank you for telling me.
heavy-illness = That must be hard. Thank you for telling me.
heavy-hunger = I am so sorry. It is good that you say so.
heavy-fear =
    That must be hard. It is good that you say so.
    Is there danger now? Call { $emergency }.
heavy-read = A person will read this: { $readers }.
heavy-read-later = Nobody is here with us now. Who will read this: { $readers }. That is from 9 in the morning on: { $date }.
heavy-more = Thank you. I have added that.
heavy-call = Would you like a person to call you?
heavy-pass-on = Shall I pass it on like this?
button-write-it = No, write it down
button-pass-on = Yes, pass it on

anger = You are angry. That is all right. A person reads it just as you write it: { $readers }.
anger-what = What should be different?
button-that-is-all = That is all

young-heard = Thank you for saying so. What you think counts too. I do not need your phone number. We will not call you on it.
young-no-contact = You are under 16. So I do not ask for your phone number.

bsn-taken-out = This looks like a BSN. For your safety I have taken the number out. It is still in your own message here. Delete that too.
bsn-and-now = Is there anything else you want to tell? Just send it.

suggest-language = Do you want to go on in English? Tap the button.
rough-words = (angry words)
button-rough-words = 👁 Show the words
task-rough = What was there: angry words. They are behind the button.

shared-what = a question about your phone
shared-along-ask = Does someone else read along on this phone?
shared-along-again = Can someone else read what I send here?
shared-along-name = Someone reads along
shared-discreet = All right. When there is news, I only say that there is some. You open it yourself.
shared-open = All right. Then I just send the answer here.
button-shared = 🔒 Someone reads along?
button-read-it = Read it
knock-answer = There is an answer to your { $kind } { $number }.
knock-news = There is news about your { $kind } { $number }.
knock = There is something here for you.
task-emergency-owner = Who looks at it: { $by }.
remind-gently = What you told me is still here. You do not have to do anything. A person reads it anyway.
