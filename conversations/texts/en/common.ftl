# Not yet checked by a native speaker.
# Buttons: at most 4 words and 24 characters.
button-idea = 💡 I have an idea
button-initiative = 🌱 Do something myself
button-story = 💬 Tell something
button-broken = 🔧 Something is broken
button-question = ❓ A question
button-mine = 📂 My messages
button-home = 🏠 To the start
button-yes = Yes
button-no = No
button-skip = Skip
button-rather-not = Rather not
button-dont-know = I don't know
button-back = ⬅️ Back
button-keep = Keep it
button-add = Add something
button-other = No
button-done = Done
button-submit = ✅ Yes, send it
button-edit = ✏️ Change something
button-discard = 🗑 Throw away
button-nothing = Nothing, go back
button-resume = Go on
button-restart = Start again
button-call-me = ☎️ Call me
button-write-me = ✉️ Write to me
button-no-go-on = No, go on
button-call-later = ☎️ Call me later
button-no-danger = No danger
button-understood = Understood
button-only-this = Stop only this chat
button-unmute = Send messages again
button-date = { $date }

welcome =
    👋 Hi! I am Buurtstem, the chatbot of { $programme }. I am a computer.
    A person reads what you send: { $readers }.

    Type, speak or send a photo.
help =
    Tell me what you want in your neighbourhood. Type, speak or send a photo.
    A person reads it: { $readers }. You always get an answer.

    You can also type: back, skip, pause or discard.
    Type stop if you want no more messages.
thanks-back = You are welcome!

privacy =
    Good to know. A person reads your message: { $readers }.
    Responsible for your data: { $controller }.
    You do not have to give your name. Do not send your BSN (citizen number). Neighbours see nothing without your yes.
    Read more: { $link }
privacy-telegram =
    Good to know. A person reads your message: { $readers }.
    Responsible for your data: { $controller }.
    You do not have to give your name. Do not send your BSN (citizen number). Neighbours see nothing without your yes.
    Telegram is a company. It can keep your messages too.
    Read more: { $link }
understood = Good. Just write when there is something.

kind-idea = idea
kind-initiative = plan
kind-story = story
kind-broken = report
kind-complaint = complaint
kind-question = message

receipt =
    Thank you. We have your { $what }. The number is { $number }. Who reads it: { $reader }.
    You will get an answer before { $date }.{ $kind ->
        [idea] { " " }Even if it is no.
        [initiative] { " " }Even if it is no.
       *[other] { "" }
    }
receipt-named =
    Thank you, { $name }. We have your { $what }. The number is { $number }. Who reads it: { $reader }.
    You will get an answer before { $date }.{ $kind ->
        [idea] { " " }Even if it is no.
        [initiative] { " " }Even if it is no.
       *[other] { "" }
    }

media-voice = 🎙 voice message ({ $seconds } s)
media-photo = 📷 photo
media-file = 📎 file
quoted = "{ $words }"
your-voice = your voice message
your-photo = your photo
your-file = your file
place-on-map = 📍 { $place }
list = { LIST($items) }
list-or = { LIST($items, style: "or") }
name = { $name }
nameless = (no name)
not-said = (not said)

summary =
    Is this right?

    { $answers }
preview-ask = This is what the resident gets. Shall I send it?
edit-what = What do you want to change?
earlier-answer =
    This was your answer:
    { $answer }
choose-more = You chose: { $chosen }. Anything else? Or tap Done.
add-to-story = Good. Send what you want to add.
answer-changed = I have changed that.
something-was-added = Something was added. Please look once more.
joined-story = I will add that.
story-kept = Thank you, I have it.
story-full = Thank you for your long story. It does not fit in one go. I keep the new part separately. Nothing is lost. Send this part first.
edit-kept = Your change is saved.
edit-too-late = You changed an older message. I cannot change that any more. Should something be different? Send it as a new message.
edit-passed-on = Your new text is with number { $number }. The old one stays there too.
discarded = Thrown away. Nothing was sent.
paused = I will keep it here. Go on when you like.
pick-up = You were busy with { $what }. Do you want to go on?
pick-up-or-restart = You were already busy with { $what }. Do you want to go on?
remind = You were busy with { $what }. It is still here. You do not have to do anything.
remind-first = Your message is still here. What is it? You can leave it. Then I give it to a person in two days.
go-on = You can just go on.
nothing-before = This is the first question. Do you want to send nothing after all? Type discard.
cannot-skip = I need an answer to this question. A few words are enough.
not-understood = I do not understand yet. That is my fault. Tap a button, or say it differently.
shall-a-person-help = I cannot work it out. Everything is saved. Shall a person help you?
will-be-written = Good. A person will write to you here.
tap-passed = That button is from before. It no longer works. That is all right.
option-gone = That choice is no longer there. Choose another one.
not-for-you = This does not work here. That is not your fault.
not-usable-sticker = I cannot keep a sticker. Type, speak or send a photo.
not-usable-contact = I do not keep a number from your phone list. Please type what you want.
not-usable-too_big = That file is too big for me. More than 20 MB is not possible. A photo or a shorter video is fine.
not-usable-location = I do not need your place on the map. Please type which place you mean.
not-usable-other = I cannot read this kind of message. Type, speak or send a photo.
went-wrong = That went wrong. It is my fault. Your message is kept. If you call us, mention this number: { $reference }
strange-room = I talk with one person at a time. Send me a message yourself. I am leaving this group now.

stopped = I will send you nothing more. Answers will wait for you here.
unmuted = Good to have you back. Is something waiting for you? Then you get it now.
still-quiet = You said stop before. So I send you nothing. Answers wait here. Do you want them after all?
only-this-stopped = Good. This chat has stopped. What you told me stays here. You still get your answers.
no-danger = All right. If that changes, call { $emergency }.
emergency-danger =
    Is there danger now? Call { $emergency }.
    I am a computer. I cannot send help.
emergency-suicide =
    That is so hard. Are you thinking about dying? Call { $suicide }. You can call day and night, without your name.
    Is there danger now? Call { $emergency }. I am a computer. I cannot send help.
emergency-home =
    Is someone reading along? Then delete this chat.
    Are you afraid at home? Veilig Thuis helps: { $home }, day and night.
    Is there danger now? Call { $emergency }. I am a computer. I cannot send help.

mine-none = You have not sent anything yet.
mine-line =
    Number { $number } · { $kind }
    { $words }
    { $status }
status-received = We have it. Who reads it: { $reader }. The answer comes before { $date }.
status-being_read = Someone is reading it now: { $reader }. You will get an answer before { $date }.
status-question_asked =
    We have a question for you: { $question }
    After that you will get an answer, before { $date }.
status-decided = There is an answer.
status-in_progress = We are working on it.
status-done = It is finished.
status-checked = It is done. You said it is right.
status-closed = We have finished this.
status-reopened = Someone is looking again: { $reader }. You will hear before { $date }.
status-withdrawn = You took it back.
status-set_aside = We do nothing with this now. Do you want to know why? Just ask.
status-received-answered = { status-received }
status-being_read-answered = { status-being_read }
status-question_asked-answered = { status-question_asked }
status-decided-answered =
    The answer: { $outcome }. Decided by: { $by }.
    Why: { $reason }
status-in_progress-answered =
    The answer: { $outcome }. People are working on it. Decided by: { $by }.
    Why: { $reason }
status-in_progress-dated =
    The answer: { $outcome }. People are working on it. Done before { $date }. Decided by: { $by }.
    Why: { $reason }
status-decided-again =
    The answer: { $outcome }. Decided by: { $by }.
    Why: { $reason }
    We look at it again on { $date }.
status-done-answered = { status-done }
status-checked-answered = { status-checked }
status-closed-answered = It is closed. The answer was: { $outcome }.
status-reopened-answered = { status-reopened }
status-withdrawn-answered = { status-withdrawn }
status-set_aside-answered = { status-set_aside }

outcome-decide-yes = yes
outcome-decide-yes_differently = yes, but differently
outcome-decide-trial = we will try it
outcome-decide-not_now = not now
outcome-decide-no = no
outcome-decide-joined = together with another idea
outcome-pass_on-passed_on = passed on

language-set = All right. We go on in English.
