# The page of the web chat. Labels are also read out.
web-title = Buurtstem { $programme }
web-language = Language
web-menu = Menu
web-close = Close
web-cancel = Rather not
web-placeholder = Type your message
web-send = Send
web-photo = Send a photo
web-a-photo = Photo
web-record = Speak
web-recording = I am recording
web-stop-recording = Done, send it
web-a-recording = Spoken message
web-no-microphone = The microphone does not work. You can type.
web-sending = being sent
web-not-sent = This was not sent. Please try once more.
web-offline = No connection. I keep trying.
web-no-cookies = Your browser keeps nothing. So I cannot recognise you. Turn on cookies.
web-listen = Read aloud
web-new-messages = New message
web-room = Characters left:
web-too-long = This is too long for one message. Remove so many characters:
web-you-said = You:
web-bot-says = Buurtstem:
web-larger-text = Larger letters
web-start = Begin
web-code-mine = My code
web-code-why = These three words bring you back here. On another phone too.
web-code-keep = Take a photo of this. The code works once. Give it to nobody.
web-code-enter = I have a code
web-code-hint = Type your three words
web-forget = Forget this device
web-forget-sure = This device forgets the chat. Nobody can read it here any more. Keep your code first: it brings you back. Without the code your answer does not come here either.
web-forgotten = This device has forgotten the chat.
web-move = Go on in Telegram

# What the web port says when it cannot take something.
web-say-later = That does not work just now. I will try again soon.
web-say-wait = That was many times in a row. Wait a little. Then you can go on.
web-say-odd = I cannot read this. Reload the page and try again.
web-say-too-long = This is too long for one message. Cut it into pieces.
web-say-too-big = This is too big for me. A smaller photo or a shorter message is fine.
web-say-not-photo = This does not look like a photo. Choose another.
web-say-not-voice = I cannot play this. Please say it again, or type it.
web-say-no-code = I do not know these words. Please look again. A code works only once.

# Coming back, and going on elsewhere.
button-code = 📷 My code
button-move = 📱 Go on elsewhere
button-move-yes = Yes, go on here
code-how = Your code is in the menu, under My code. Take a photo of it.
code-web-only = A code is only for the website. You do not need it here.
code-offer = This page cannot ring. So keep your code. With it you can read the answer, on another phone too.
welcome-back = Good to see you again. Your old code no longer works. Here is a new one.
move-link =
    Tap the link. You then go on here: { $place }. The link works once, for one hour.
    { $link }
place-telegram = Telegram
place-web = the website
move-nowhere = There is no other place now. You can go on here.
move-sure = Do you want to go on with your chat here? Say yes only if you made the link yourself. What you sent here and there then belongs together.
moved-away = Your chat now goes on in another place. Was that not you? Say so here, and a person will look into it.
invitation-elsewhere = You talk with me in another place too. So open the invitation in another browser or app.
moved = Done. We go on here. Everything is still there.
move-used = This link has been used. Make a new one if you like.
move-expired = This link is too old. Make a new one if you like.
move-unknown = I do not know this link. Make a new one if you like.
move-roles = Whoever works here cannot move by a link. Ask the administrator for an invitation.

# The small page behind a link.
enter-title = Welcome to Buurtstem
enter-invitation = Hello { $name }. You are invited as { $role } at { $programme }. Tap the button to join.
enter-move = Do you want to go on with your chat here?
enter-gone = This link no longer works. Ask for a new one.
enter-button = Yes, go on
enter-chat = To the chat

# `buurtstem try`: three phones on one page, and an example neighbourhood.
try-title = Buurtstem, to try
try-example = An example neighbourhood. Everything is made up. Nothing goes to a real municipality.
try-name-staff = Samira (example)
try-now = It is now { $now }.
try-day = A day later
try-week = A week later
try-going = The clock is running …
try-failed = That did not work. Please try once more.
try-phone-resident = Resident
try-phone-key-person = Key person
try-phone-staff = Staff
try-hint-key-person = For now one more resident. Tell something here too.
try-step-1 = Tell an idea
try-step-2 = Decide
try-step-3 = Read the answer
try-do-1 = Tap 💡 and tell an idea.
try-do-2 = Read the message and tap ⚖️ Decide.
try-do-3 = Read the answer. Then put the clock a week ahead.
try-fill-in = Fill in an example
try-example-story = More benches in the park, also for grandpa.
try-example-reason = Older neighbours like to sit down there for a while.
try-example-reason-no = There is a pipe under the grass. We may not dig there.
try-example-next-step = We will put benches at the playground.
try-example-next-step-no = We will look for another place together.
try-story =
    There is no litter bin at the playground. There is rubbish everywhere.
    Presikhaaf
    Els (example)
    send
    here
    yes
try-answer =
    yes
    There is much rubbish at the playground. A litter bin helps.
    We will put a litter bin at the entrance.
    Joost (example)
    next week
    certain
    no plan yet
    send
promise-title = Your commitment
promise-what =
    Who: { $who }
    What: { $what }
promise-what-dated =
    Who: { $who }
    What: { $what }
    Before { $date }
promise-ended = This is done: { $what }
promise-gone = This link no longer works. Ask the programme office for a new one.
promise-done = Is it done?
promise-done-what = What is done now? The resident reads this.
promise-done-button = It is done
promise-later = Will it be later?
promise-later-day = Before which day?
promise-later-why = Why? The resident reads this.
promise-later-button = Pass on the new day
promise-wrong-done = Write in a sentence what is done.
promise-wrong-later = Choose a day after today, and write in a sentence why.
promise-said-done = Thank you. Whoever waits for it hears from us.
promise-said-later = Thank you. The new day has been passed on.
