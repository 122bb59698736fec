# What waits for staff: the desk, the summary of the day, searching, handing over, themes.
desk-counts = { $lines }
summary-of-day =
    📋 Dit ligt er bij jou:
    { $lines }
summary-of-group =
    📋 Dit ligt er vandaag bij ons:
    { $lines }
desk-count-late =
    { $count ->
        [one] 🔴 Te laat: één antwoord
       *[other] 🔴 Te laat: { $count } antwoorden
    }
desk-count-today =
    { $count ->
        [one] ⏰ Vandaag nodig: één antwoord
       *[other] ⏰ Vandaag nodig: { $count } antwoorden
    }
desk-count-undelivered =
    { $count ->
        [one] 📭 Niet bezorgd: één brief
       *[other] 📭 Niet bezorgd: { $count } brieven
    }
desk-count-news =
    { $count ->
        [one] 💬 Iets nieuws bij één bericht
       *[other] 💬 Iets nieuws bij { $count } berichten
    }
desk-count-new =
    { $count ->
        [one] 📬 Nieuw: één bericht
       *[other] 📬 Nieuw: { $count } berichten
    }
desk-count-tasks =
    { $count ->
        [one] ☑️ Eén taak
       *[other] ☑️ { $count } taken
    }
desk-count-late-tasks =
    { $count ->
        [one] 🔴 Eén taak is te laat
       *[other] 🔴 { $count } taken zijn te laat
    }
desk-count-pressing =
    { $count ->
        [one] ⏰ Eén taak moet vandaag klaar
       *[other] ⏰ { $count } taken moeten vandaag klaar
    }
desk-count-total =
    { $count ->
        [0] Bij ons allemaal: geen bericht wacht op antwoord.
        [one] Bij ons allemaal: één bericht wacht op antwoord.
       *[other] Bij ons allemaal: { $count } berichten wachten op antwoord.
    }
desk-more-cards = Dit ligt er verder. Zoek je iets anders? Tik op Zoeken.
desk-other-work = Wat wil je instellen of overdragen?
button-more-cards = ➕ Toon meer
button-other-work = ⚙️ Instellen
button-summary-hour = ⏰ Wanneer overzicht?
button-to-my-chat = 💬 Naar mijn chat

summary_hour-what = de tijd van je overzicht
summary_hour-hour-ask = Wanneer wil je het overzicht? Het komt op werkdagen, als er iets ligt. Wat vandaag nodig is, krijg je altijd meteen.
summary_hour-hour-again = Tik op een tijd. Dan krijg je het overzicht op werkdagen.
summary_hour-hour-name = Tijd
summary_hour-hour-8 = Om 8 uur
summary_hour-hour-9 = Om 9 uur
summary_hour-hour-12 = Om 12 uur
summary_hour-hour-16 = Om 16 uur
summary_hour-hour-at_once = Meteen en om 9
summary_hour-hour-asked = Alleen als ik vraag
summary-chosen = Goed. Je volgende overzicht komt { $time }.
summary-when-asked = Goed. Je krijgt geen overzicht meer. Tik op Wat ligt er als je het wilt zien.

button-search = 🔎 Zoeken
button-found = { $number } · { $kind }
search-what = zoeken
search-what-ask = Wat zoek je? Typ een nummer, een woord of een wijk.
search-what-again = Typ een nummer, een woord of een wijk. Hooguit 60 tekens.
search-what-name = Wat je zoekt
search-nothing = Ik vind niets bij: { $asked }
search-found =
    { $count ->
        [one] Eén bericht gevonden bij: { $asked }
       *[other] { $count } berichten gevonden bij: { $asked }
    }
search-shown = Dit zijn de nieuwste { $count }.

card-more = Wat wil je doen met nummer { $number }?
button-card-more = ⋯ Meer
button-back-to-card = ⬅️ Naar nummer { $number }
button-hand-over = 🤝 Overdragen
button-hand-over-all = 🤝 Alles overdragen
hand_over-what = een overdracht
hand_over-to-ask = Wie neemt nummer { $number } over?
hand_over-to-again = Tik op de naam van een collega.
hand_over-to-name = Collega
hand_over_all-what = een overdracht van alles
hand_over_all-to-ask = Wie neemt al je werk over?
hand_over_all-to-again = Tik op de naam van een collega.
hand_over_all-to-name = Collega
hand_over_all-sure-ask =
    { $count ->
        [one] Eén bericht van jou gaat naar je collega.
       *[other] { $count } berichten van jou gaan naar je collega.
    }
    { $tasks ->
        [0] Je hebt geen taken.
        [one] Eén taak gaat mee.
       *[other] { $tasks } taken gaan mee.
    }
    Weet je het zeker?
hand_over_all-sure-again = Zal ik al je werk overdragen? Tik op Ja of Nee.
hand_over_all-sure-name = Zeker
hand-over-kept = Goed. Alles blijft bij jou.
nobody-else = Er is nog geen collega die het kan overnemen.
applied-hand_over = Overgedragen. Nummer { $number } is nu van: { $reader }
applied-not_handed = Dit bericht kan niet naar die collega. Kies iemand anders.
overtaken-hand_over = Intussen is hier iets veranderd. Door: { $by }. Er is niets overgedragen. Dit is hoe het nu staat:
card-reacted-given = 🤝 Dit bericht is aan jou overgedragen
given-all =
    🤝 Dit komt naar jou van: { $by }.
    { $count ->
        [one] Eén bericht.
       *[other] { $count } berichten.
    }
    { $tasks ->
        [0] Geen taken.
        [one] Eén taak.
       *[other] { $tasks } taken.
    }
handed-over-all =
    Dit is nu van: { $name }.
    { $count ->
        [one] Eén bericht.
       *[other] { $count } berichten.
    }
    { $tasks ->
        [0] Geen taken.
        [one] Eén taak.
       *[other] { $tasks } taken.
    }
handed-over-kept =
    { $count ->
        [one] Eén bericht blijft bij jou. Dat mag je collega niet lezen.
       *[other] { $count } berichten blijven bij jou. Die mag je collega niet lezen.
    }
button-theme = 🏷 Thema
button-no-theme = Geen thema
theme-what = een thema
theme-theme-ask = Waar gaat nummer { $number } over?
theme-theme-again = Tik op een thema voor nummer { $number }.
theme-theme-name = Thema
card-theme = Thema: { $theme }
applied-theme = Bewaard bij nummer { $number }.
no-themes = Dit programma heeft nog geen thema's.
