# What Telegram shows before anybody has said a word: the menu of commands and the profile.
# A command is 1 to 32 of a-z, 0-9 and _ in every language, and stands in words.ftl too.
command-start = start
command-start-what = Begin hier
command-mine = mijn
command-mine-what = Bekijk je berichten
command-help = help
command-help-what = Wat kan ik hier doen?
command-language = taal
command-language-what = Kies een andere taal
command-stop = stop
command-stop-what = Geen berichten meer
command-desk = werk
command-desk-what = Bekijk wat er ligt
# At most 512 characters, in an empty chat.
profile-description =
    Ik ben de chatbot van { $programme }. Heb je een idee voor je buurt? Of een vraag? Vertel het mij. Typ, spreek in of stuur een foto.

    Ik ben een computer. Een mens leest wat je stuurt. Je krijgt altijd antwoord.
# At most 120 characters, on the profile and beside a shared link.
profile-short = Heb je een idee voor { $programme }? Vertel het hier. Een mens leest het.
language-which = Welke taal wil je?
