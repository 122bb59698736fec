# Not yet checked by a native speaker.
# Speaking to somebody, what can be done afterwards, and the screens.
button-talk = ☎️ Talk to someone
button-done-here = 👀 What was done?
button-help = ❔ Help
button-who-reads = 👥 Who reads this?
button-mydata = 🔒 My data
button-language = 🌐 Taal · Language
button-more = Show more
button-all-wijken = All neighbourhoods
button-own = 🔎 Number { $number }
button-add-words = ➕ Add something
button-change = ✏️ Change it
button-road = 💬 How I hear it
button-withdraw = 🚫 Take it back
button-neighbours_yes = Let neighbours read
button-neighbours_no = Neighbours no more
button-name-yes = Yes, with my name
button-name-no = No, without my name
button-take-back = Not any more
button-take-all-back = Neighbours read nothing
button-erase = 🗑 Erase my data
button-belongs = ➕ With number { $number }
button-anybody = Anyone is fine

first-belongs = Does this belong to number { $number }: { $words }? Or is it something new?

talk-what = your request to talk to someone
talk-who-ask = Who do you want to talk to?
talk-who-again = Choose a name. Or tap Anyone is fine.
talk-who-name = Who
talk-how-ask = How do you want to talk?
talk-how-again = Shall we call you, write here, or do you come by? Tap a button.
talk-how-name = How
talk-how-call = ☎️ Call me
talk-how-write = ✉️ Write to me here
talk-how-visit = 🚪 I come by
talk-phone-ask = Which number can we call?
talk-phone-again = Type only the phone number. For example: 06 12 34 56 78.
talk-phone-name = My phone number
talk-moment-ask = When does it suit you?
talk-moment-again = Choose a time. Or skip it.
talk-moment-name = The time
talk-moment-morning = In the morning
talk-moment-afternoon = In the afternoon
talk-moment-evening = In the evening
talk-name-ask = What may we call you?
talk-name-again = Just a first name is enough. Or tap Rather not.
talk-name-remembered = Are you { $answer }?
talk-name-name = My name
planned-call =
    Agreed. Who calls you: { $by }.
    On number { $phone }, before { $date }.
planned-write =
    Agreed. Who writes to you here: { $by }.
    You get it before { $date }.
planned-visit =
    Agreed. Who you talk to: { $by }.
    Where and when? You will hear that here, before { $date }.
planned-erase =
    Good. Who erases your data: { $by }.
    That happens before { $date }.

add-what = what you want to add
add-story-ask = What do you want to add to number { $number }? Type it, speak it or send a photo.
add-story-again = Type what you want to add, or speak it.
add-story-name = What is added
change-what = your change
change-what-ask = What do you want to change about number { $number }?
change-what-again = Tap what should be different: your text, the neighbourhood or your name.
change-what-name = What changes
change-what-words = 💬 My text
change-what-wijk = 📍 The neighbourhood
change-what-called = 👤 My name
change-story-ask = What should it say? Type it all again, or speak it.
change-story-again = Type the new text, or speak it.
change-story-name = My new text
change-wijk-ask = Which neighbourhood is it in?
change-wijk-again = Tap a neighbourhood. Or tap I don't know.
change-wijk-name = The neighbourhood
change-name-ask = What may we call you?
change-name-again = Just a first name is enough. Or tap Rather not.
change-name-name = My name
withdraw-what = taking it back
withdraw-sure-ask = Do you really want to take back number { $number }? Then we do nothing more with it. This cannot be undone. You can send it again.
withdraw-sure-again = Shall I take back number { $number }? Tap Yes or No.
withdraw-sure-name = Take back

applied-changed = Thank you. Number { $number } now has your new text. Whoever reads it also sees the old text.
applied-late = Number { $number } already had an answer. Your new text is with it. Does the answer no longer fit? Tap I do not agree below the answer.
applied-detail = Thank you. Number { $number } has been changed.
applied-withdraw = Number { $number } is taken back. You hear nothing more about it. Do you want it after all? Then send it again.
not-withdrawn = Good. Nothing changes.
already-ended = Number { $number } is finished or was taken back. I cannot change it any more. You can always send something new.
overtaken-withdraw = Something changed here in the meantime. By: { $by }. Your message is not taken back yet. This is how it is now:
overtaken-detail = Something changed here in the meantime. By: { $by }. Nothing was changed. This is how it is now:
the-author = the resident

own-added =
    Added later:
    { $words }
own-shared-yes = Neighbours may read this once there is an answer.
own-shared-no = Neighbours cannot read this.
now-shared = Good. Is there an answer to number { $number }? Then neighbours may read it, without your name.
now-shared-name =
    Good. Is there an answer to number { $number }? Then neighbours may read it.
    May your name be with it: { $name }?
now-neighbours_no = Good. Neighbours can no longer read number { $number }.
now-name_yes = Good. Your name is with number { $number }.
now-name_no = Good. Number { $number } is there without your name.
now-no-more = Good. Neighbours can no longer read anything you sent.

done-none = There is nothing to see here yet. Here you see answers to messages of neighbours. Only if they allow it.
done-heading = This is what neighbours said, and what came of it. You only see what they let you read.
done-said =
    { $kind } · { $wijk } · { $date }
    { $words }
done-no-words = (spoken, or a photo)
done-name = From: { $name }
done-answer =
    The answer: { $outcome }. { $state }
    Why? { $reason }
done-by = Done before { $day }.
done-decided = It is decided.
done-in_progress = People are working on it.
done-done = It is finished.
done-checked = It is finished.
done-closed = It is closed.

reads =
    Who reads what you send?
    { $people }
reads-line = { $name } · { $role }
reads-neighbours = Neighbours read nothing. Only after your yes do they see your words and the answer.
reads-never =
    Who never reads along here: { $roles }.
    I send nothing to police, school or benefits office either.
reads-telegram = Telegram is a company. It can keep your messages too.
never-key-person = key persons
never-community-worker = community workers
never-representative = representatives

mydata =
    This is what I know about you.

    Your name: { $name }
    Your neighbourhood: { $wijk }
    Your language: { $language }
    Your phone number: { $phones }
    Where you talk with me: { $places }
    { $contributions ->
        [0] You have not sent anything in.
        [one] You sent in one thing.
       *[other] You sent in { $contributions } things.
    }
    { $messages ->
        [0] I keep no messages of yours.
        [one] I keep one message of yours.
       *[other] I keep { $messages } messages of yours.
    }
mydata-responsible =
    Responsible for your data: { $controller }.
    Read more: { $link }
mydata-notice =
    Responsible for your data: { $controller }.
    You got the explanation on: { $date }. That was version { $version }.
    Read more: { $link }
mydata-no-opt-ins = Neighbours cannot read anything you sent.
mydata-opt-in-neighbours = Neighbours may read number { $number }. You said that on: { $time }.
mydata-opt-in-name = Your name may be with number { $number }. You said that on: { $time }.
mydata-all = You said yes { $number } times. Should neighbours read nothing any more?
mydata-erase =
    Do you want no more messages? Type stop.
    Do you want everything gone? I cannot do that myself yet. A person does it for you.
mydata-erasing = You asked to erase everything. That happens before { $date }. No more messages? Type stop.

# For staff.
task-visit =
    🚪 Wants to come by: { $name }
    When: { $when }
    About number: { $number } · Make an appointment before { $date }
task-erase =
    🗑 Erase the data of: { $name }
    Do this before { $date }
card-reacted-changed = ✏️ The resident gave a new text
card-reacted-late = ➕ The resident added something
card-reacted-detail = ✏️ The resident changed the neighbourhood or the name
card-reacted-withdraw = 🚫 The resident took this back
card-words-now =
    Own words, new text:
    { $words }
card-words-before =
    Before that it said:
    { $words }
card-added-heard =
    Heard in what it said before:
    { $words }
