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
        [0] Er ligt geen bericht bij jou.
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
        [0] Geen berichten.
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
        [0] Geen berichten.
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
button-absence = 🗓 Ik ben weg
button-here-again = 👋 Ik ben er weer
desk-away = 🗓 Je bent weg tot: { $date }
absence-what = je afwezigheid
absence-until-ask = Op welke dag ben je er weer? Tik op een dag of typ een datum.
absence-until-again = Typ de dag waarop je er weer bent. Bijvoorbeeld: 12 december.
absence-until-name = Wanneer terug
absence-to-ask = Wie neemt je werk over?
absence-to-again = Tik op de naam van een collega.
absence-to-name = Collega
absence-to-nobody = Niemand: het blijft hier
absence-sure-ask =
    Je bent weg tot: { $date }
    { $goes }
    Klopt dat?
absence-sure-again = Klopt het dat je weg bent? Tik op Ja of Nee.
absence-sure-name = Zeker
absence-goes =
    Je draagt over: { $what }
    Aan: { $name }
absence-stays = Wat er ligt, blijft bij jou. Er is nu niemand anders.
absence-nothing = Er ligt nu niets bij jou.
absence-not-set = Goed. Er verandert niets.
absence-set = Goed. Je bent weg tot: { $date }
absence-others = Wat nieuw is, gaat zolang naar je collega's.
absence-alone = Er is nu niemand anders. Wat nieuw is, komt dus nog bij jou.
absence-kept = Bij jou blijft: { $what }
absence-over = Fijn dat je er weer bent. Je krijgt weer nieuw werk. Wat je overdroeg, blijft bij je collega's.
card-away = Is er nu niet: { $name }. Kijk jij hiernaar?
shares =
    Dit is nu van:
    { $lines }
share = { $name }: { $what }
share-messages =
    { $count ->
        [one] één bericht
       *[other] { $count } berichten
    }
share-tasks =
    { $count ->
        [one] één taak
       *[other] { $count } taken
    }
button-end-access = 🚪 Toegang stoppen
end_access-what = het stoppen van een toegang
end_access-who-ask =
    { $last ->
        [yes] Wie werkt hier niet meer? Jij staat er niet bij: jij bent de enige beheerder.
       *[no] Wie werkt hier niet meer?
    }
end_access-who-again = Tik op de naam van een collega.
end_access-who-name = Collega
end_access-sure-ask =
    De toegang stopt van: { $name } · { $role }
    { $goes }
    Weet je het zeker?
end_access-sure-again = Zal ik deze toegang stoppen? Tik op Ja of Nee.
end_access-sure-name = Zeker
access-goes =
    Het werk gaat naar:
    { $lines }
access-nothing = Er ligt nu geen werk.
access-alone = Jij bent de enige beheerder, en de enige die hier werkt. Nodig eerst iemand uit.
access-kept = Goed. Er verandert niets.
access-kept-last = Dit is de enige beheerder: { $name }. Die toegang blijft. Nodig eerst een andere beheerder uit.
access-kept-gone = Die collega had al geen toegang meer.
access-kept-own = Je hebt hier zelf geen toegang meer.
access-ended = De toegang is gestopt van: { $name }
access-ended-own = Je toegang is gestopt. Dank je wel voor je werk.
access-ended-you =
    Je toegang is gestopt. Je was hier: { $role }
    Heb je een vraag? Ga naar: { $by }
    Je eigen berichten aan ons blijven van jou.
access-office = Wat bij ons bureau ligt, mag nu niemand lezen. Nodig een nieuwe collega uit.
button-theme = 🏷 Thema
button-no-theme = Geen thema
theme-what = een thema
theme-theme-ask = Waar gaat nummer { $number } over?
theme-theme-again = Tik op een thema voor nummer { $number }.
theme-theme-name = Thema
card-theme = Thema: { $theme }
applied-theme = Bewaard bij nummer { $number }.
no-themes = Dit programma heeft nog geen thema's.
