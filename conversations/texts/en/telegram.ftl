# Not yet checked by a native speaker.
# What Telegram shows before anybody has said a word: the menu of commands and the profile.
# A command is 1 to 32 of a-z, 0-9 and _ in every language, and stands in words.ftl too.
command-start = start
command-start-what = Begin here
command-mine = mine
command-mine-what = See your messages
command-help = help
command-help-what = What can I do here?
command-language = language
command-language-what = Choose another language
command-stop = stop
command-stop-what = No more messages
command-desk = work
command-desk-what = See what waits
# At most 512 characters, in an empty chat.
profile-description =
    I am the chatbot of { $programme }. Do you have an idea for your neighbourhood? Or a question? Tell me. Type, speak or send a photo.

    I am a computer. A person reads what you send. You always get an answer.
# At most 120 characters, on the profile and beside a shared link.
profile-short = Do you have an idea for { $programme }? Tell it here. A person reads it.
language-which = Which language do you want?
