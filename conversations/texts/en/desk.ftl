# Not yet checked by a native speaker.
# What waits for staff: the desk, the summary of the day, searching, handing over, themes.
desk-counts = { $lines }
summary-of-day =
    📋 This is waiting for you:
    { $lines }
summary-of-group =
    📋 This is waiting for us today:
    { $lines }
desk-count-late =
    { $count ->
        [one] 🔴 Late: one answer
       *[other] 🔴 Late: { $count } answers
    }
desk-count-today =
    { $count ->
        [one] ⏰ Needed today: one answer
       *[other] ⏰ Needed today: { $count } answers
    }
desk-count-undelivered =
    { $count ->
        [one] 📭 Not delivered: one letter
       *[other] 📭 Not delivered: { $count } letters
    }
desk-count-news =
    { $count ->
        [one] 💬 Something new with one message
       *[other] 💬 Something new with { $count } messages
    }
desk-count-new =
    { $count ->
        [one] 📬 New: one message
       *[other] 📬 New: { $count } messages
    }
desk-count-tasks =
    { $count ->
        [one] ☑️ One task
       *[other] ☑️ { $count } tasks
    }
desk-count-late-tasks =
    { $count ->
        [one] 🔴 One task is late
       *[other] 🔴 { $count } tasks are late
    }
desk-count-pressing =
    { $count ->
        [one] ⏰ One task must be done today
       *[other] ⏰ { $count } tasks must be done today
    }
desk-count-total =
    { $count ->
        [0] All of us together: no message waits for an answer.
        [one] All of us together: one message waits for an answer.
       *[other] All of us together: { $count } messages wait for an answer.
    }
desk-more-cards = This is what else is waiting. Looking for something? Tap Search.
desk-other-work = What do you want to set or hand over?
button-more-cards = ➕ Show more
button-other-work = ⚙️ Settings
button-summary-hour = ⏰ When to summarise?
button-to-my-chat = 💬 To my chat

summary_hour-what = the time of your overview
summary_hour-hour-ask = When do you want the overview? It comes on working days, if something waits. What is needed today always comes at once.
summary_hour-hour-again = Tap a time. Then you get the overview on working days.
summary_hour-hour-name = Time
summary_hour-hour-8 = At 8 o'clock
summary_hour-hour-9 = At 9 o'clock
summary_hour-hour-12 = At 12 o'clock
summary_hour-hour-16 = At 16 o'clock
summary_hour-hour-at_once = At once and 9
summary_hour-hour-asked = Only when I ask
summary-chosen = Good. Your next overview comes { $time }.
summary-when-asked = Good. You get no more overviews. Tap What is waiting when you want to see it.

button-search = 🔎 Search
button-found = { $number } · { $kind }
search-what = a search
search-what-ask = What are you looking for? Type a number, a word or a neighbourhood.
search-what-again = Type a number, a word or a neighbourhood. At most 60 characters.
search-what-name = What you look for
search-nothing = I find nothing for: { $asked }
search-found =
    { $count ->
        [one] One message found for: { $asked }
       *[other] { $count } messages found for: { $asked }
    }
search-shown = These are the newest { $count }.

card-more = What do you want to do with number { $number }?
button-card-more = ⋯ More
button-back-to-card = ⬅️ To number { $number }
button-hand-over = 🤝 Hand over
button-hand-over-all = 🤝 Hand over everything
hand_over-what = a hand-over
hand_over-to-ask = Who takes over number { $number }?
hand_over-to-again = Tap the name of a colleague.
hand_over-to-name = Colleague
hand_over_all-what = a hand-over of everything
hand_over_all-to-ask = Who takes over all your work?
hand_over_all-to-again = Tap the name of a colleague.
hand_over_all-to-name = Colleague
hand_over_all-sure-ask =
    { $count ->
        [0] No message lies with you.
        [one] One message of yours goes to your colleague.
       *[other] { $count } messages of yours go to your colleague.
    }
    { $tasks ->
        [0] You have no tasks.
        [one] One task goes along.
       *[other] { $tasks } tasks go along.
    }
    Are you sure?
hand_over_all-sure-again = Shall I hand over all your work? Tap Yes or No.
hand_over_all-sure-name = Sure
hand-over-kept = Good. Everything stays with you.
nobody-else = There is no colleague yet who can take it over.
applied-hand_over = Handed over. Number { $number } now lies with: { $reader }
applied-not_handed = This message cannot go to that colleague. Choose someone else.
overtaken-hand_over = Something changed here in the meantime. By: { $by }. Nothing was handed over. This is how it is now:
card-reacted-given = 🤝 This message was handed over to you
given-all =
    🤝 This comes to you from: { $by }.
    { $count ->
        [0] No messages.
        [one] One message.
       *[other] { $count } messages.
    }
    { $tasks ->
        [0] No tasks.
        [one] One task.
       *[other] { $tasks } tasks.
    }
handed-over-all =
    This now lies with: { $name }.
    { $count ->
        [0] No messages.
        [one] One message.
       *[other] { $count } messages.
    }
    { $tasks ->
        [0] No tasks.
        [one] One task.
       *[other] { $tasks } tasks.
    }
handed-over-kept =
    { $count ->
        [one] One message stays with you. Your colleague may not read it.
       *[other] { $count } messages stay with you. Your colleague may not read those.
    }
button-absence = 🗓 I am away
button-here-again = 👋 I am back
desk-away = 🗓 You are away until: { $date }
absence-what = your absence
absence-until-ask = On which day are you back? Tap a day or type a date.
absence-until-again = Type the day on which you are back. For example: 12 December.
absence-until-name = When you are back
absence-to-ask = Who takes over your work?
absence-to-again = Tap the name of a colleague.
absence-to-name = Colleague
absence-to-nobody = Nobody: it stays here
absence-sure-ask =
    You are away until: { $date }
    { $goes }
    Is that right?
absence-sure-again = Is it right that you are away? Tap Yes or No.
absence-sure-name = Sure
absence-goes =
    You hand over: { $what }
    To: { $name }
absence-stays = What is there stays with you. There is nobody else now.
absence-nothing = Nothing is waiting for you now.
absence-not-set = Good. Nothing changes.
absence-set = Good. You are away until: { $date }
absence-others = What is new goes to your colleagues meanwhile.
absence-alone = There is nobody else now. So what is new still comes to you.
absence-kept = This stays with you: { $what }
absence-over = Good to have you back. You get new work again. What you handed over stays with your colleagues.
card-away = Not here now: { $name }. Will you look at this?
shares =
    This is now with:
    { $lines }
share = { $name }: { $what }
share-messages =
    { $count ->
        [one] one message
       *[other] { $count } messages
    }
share-tasks =
    { $count ->
        [one] one task
       *[other] { $count } tasks
    }
button-end-access = 🚪 End access
end_access-what = ending someone's access
end_access-who-ask =
    { $last ->
        [yes] Who works here no more? You are not in the list: you are the only administrator.
       *[no] Who works here no more?
    }
end_access-who-again = Tap the name of a colleague.
end_access-who-name = Colleague
end_access-sure-ask =
    Access ends for: { $name } · { $role }
    { $goes }
    Are you sure?
end_access-sure-again = Shall I end this access? Tap Yes or No.
end_access-sure-name = Sure
access-goes =
    The work goes to:
    { $lines }
access-nothing = No work is waiting there.
access-alone = You are the only administrator, and the only one who works here. Invite someone first.
access-kept = Good. Nothing changes.
access-kept-last = This is the only administrator: { $name }. That access stays. Invite another administrator first.
access-kept-gone = That colleague had no access any more.
access-kept-own = You have no access here any more yourself.
access-ended = Access has ended for: { $name }
access-ended-own = Your access has ended. Thank you for your work.
access-ended-you =
    Your access has ended. You were here: { $role }
    Any questions? Ask: { $by }
    Your own messages to us remain yours.
access-office = Nobody may read now what lies with our office. Invite a new colleague.
button-theme = 🏷 Theme
button-no-theme = No theme
theme-what = a theme
theme-theme-ask = What is number { $number } about?
theme-theme-again = Tap a theme for number { $number }.
theme-theme-name = Theme
card-theme = Theme: { $theme }
applied-theme = Saved with number { $number }.
no-themes = This programme has no themes yet.
