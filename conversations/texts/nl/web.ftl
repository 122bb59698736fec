# The page of the web chat. Labels are also read out.
web-title = Buurtstem { $programme }
web-language = Taal
web-menu = Menu
web-close = Sluiten
web-cancel = Toch niet
web-placeholder = Typ je bericht
web-send = Verstuur
web-photo = Foto sturen
web-a-photo = Foto
web-record = Inspreken
web-recording = Ik neem op
web-stop-recording = Klaar, verstuur
web-a-recording = Ingesproken bericht
web-no-microphone = De microfoon doet het niet. Typen kan wel.
web-sending = wordt verstuurd
web-not-sent = Dit is niet verstuurd. Probeer het nog eens.
web-offline = Geen verbinding. Ik probeer het steeds opnieuw.
web-no-cookies = Je browser bewaart niets. Dan kan ik je niet herkennen. Zet cookies aan.
web-listen = Voorlezen
web-new-messages = Nieuw bericht
web-room = Tekens over:
web-too-long = Dit is te lang voor één bericht. Haal dit aantal tekens weg:
web-you-said = Jij:
web-bot-says = Buurtstem:
web-larger-text = Letters groter
web-start = Begin
web-code-mine = Mijn code
web-code-why = Met deze drie woorden kom je hier terug. Ook op een andere telefoon.
web-code-keep = Maak hier een foto van. De code werkt één keer. Geef hem aan niemand.
web-code-enter = Ik heb een code
web-code-hint = Typ je drie woorden
web-forget = Dit toestel vergeten
web-forget-sure = Dit toestel vergeet het gesprek. Niemand leest hier dan nog mee. Bewaar eerst je code: daarmee kom je terug. Zonder code komt je antwoord ook niet meer hier.
web-forgotten = Dit apparaat is het gesprek vergeten.
web-move = Verder op Telegram

# What the web port says when it cannot take something.
web-say-later = Het lukt nu even niet. Ik probeer het zo weer.
web-say-wait = Dat was vaak achter elkaar. Wacht even. Dan mag het weer.
web-say-odd = Dit kan ik niet lezen. Ververs de pagina en probeer het nog eens.
web-say-too-long = Dit is te lang voor één bericht. Knip het in stukken.
web-say-too-big = Dit is te groot voor mij. Een kleinere foto of een korter bericht mag wel.
web-say-not-photo = Dit lijkt geen foto. Kies een andere.
web-say-not-voice = Dit kan ik niet afspelen. Spreek het nog eens in, of typ het.
web-say-no-code = Deze woorden ken ik niet. Kijk nog eens goed. Een code werkt maar één keer.

# Coming back, and going on elsewhere.
button-code = 📷 Mijn code
button-move = 📱 Ergens anders verder
button-move-yes = Ja, verder hier
code-how = Je code staat in het menu, bij Mijn code. Maak er een foto van.
code-web-only = Een code is er alleen voor de website. Hier heb je hem niet nodig.
code-offer = Deze pagina kan niet bellen of piepen. Bewaar daarom je code. Daarmee lees je het antwoord, ook op een andere telefoon.
welcome-back = Fijn dat je er weer bent. Je oude code werkt nu niet meer. Hier is een nieuwe.
move-link =
    Tik op de link. Je gaat dan hier verder: { $place }. De link werkt één keer, en een uur lang.
    { $link }
place-telegram = Telegram
place-web = de website
move-nowhere = Er is nu geen andere plek. Je kunt hier gewoon verder.
move-sure = Wil je hier verder met je gesprek? Zeg alleen ja als je de link zelf maakte. Wat je hier en daar stuurde, hoort dan bij elkaar.
moved-away = Je gesprek gaat nu op een andere plek verder. Was jij dat niet? Zeg het hier, dan kijkt een mens ernaar.
invitation-elsewhere = Je praat ook op een andere plek met mij. Open de uitnodiging daarom in een andere browser of app.
moved = Gelukt. We gaan hier verder. Alles is er nog.
move-used = Deze link is al gebruikt. Maak een nieuwe als je wilt.
move-expired = Deze link is te oud. Maak een nieuwe als je wilt.
move-unknown = Deze link ken ik niet. Maak een nieuwe als je wilt.
move-roles = Wie hier werkt, kan niet met een link verhuizen. Vraag de beheerder om een uitnodiging.

# The small page behind a link.
enter-title = Welkom bij Buurtstem
enter-invitation = Hoi { $name }. Je bent gevraagd als { $role } bij { $programme }. Tik op de knop om mee te doen.
enter-move = Wil je hier verder met je gesprek?
enter-gone = Deze link werkt niet meer. Vraag om een nieuwe.
enter-button = Ja, ga verder
enter-chat = Naar het gesprek

# `buurtstem try`: three phones on one page, and an example neighbourhood.
try-title = Buurtstem, om te proberen
try-example = Een voorbeeldbuurt. Alles is verzonnen. Er gaat niets naar een echte gemeente.
try-name-staff = Samira (voorbeeld)
try-now = Het is nu { $now }.
try-day = Een dag verder
try-week = Een week verder
try-going = De klok loopt …
try-failed = Dat lukte niet. Probeer het nog eens.
try-phone-resident = Bewoner
try-phone-key-person = Sleutelpersoon
try-phone-staff = Medewerker
try-hint-key-person = Voorlopig nog een bewoner. Vertel ook hier iets.
try-step-1 = Vertel een idee
try-step-2 = Neem een besluit
try-step-3 = Lees het antwoord
try-do-1 = Tik op 💡 en vertel een idee.
try-do-2 = Lees het bericht en tik op ⚖️ Besluiten.
try-do-3 = Lees het antwoord. Zet dan de klok een week verder.
try-fill-in = Voorbeeld invullen
try-example-story = Meer bankjes in het park, ook voor opa.
try-example-reason = Oudere buren willen daar graag even zitten.
try-example-reason-no = Onder het gras ligt een leiding. Graven mag daar niet.
try-example-next-step = We zetten bankjes bij de speeltuin.
try-example-next-step-no = We kijken samen naar een andere plek.
try-story =
    Er staat geen prullenbak bij de speeltuin. Overal ligt rommel.
    Presikhaaf
    Els (voorbeeld)
    verstuur
    hier
    ja
try-answer =
    ja
    Bij de speeltuin ligt veel rommel. Een prullenbak helpt.
    We zetten een prullenbak bij de ingang.
    Joost (voorbeeld)
    volgende week
    zeker
    nog geen plan
    verstuur
promise-title = Jullie afspraak
promise-what =
    Wie: { $who }
    Wat: { $what }
promise-what-dated =
    Wie: { $who }
    Wat: { $what }
    Vóór { $date }
promise-ended = Dit is klaar: { $what }
promise-gone = Deze link werkt niet meer. Vraag het programmabureau om een nieuwe.
promise-done = Is het klaar?
promise-done-what = Wat is er nu klaar? De bewoner leest dit.
promise-done-button = Het is klaar
promise-later = Wordt het later?
promise-later-day = Vóór welke dag?
promise-later-why = Waarom? De bewoner leest dit.
promise-later-button = Geef de nieuwe dag door
promise-wrong-done = Schrijf in een zin wat er klaar is.
promise-wrong-later = Kies een dag na vandaag, en schrijf in een zin waarom.
promise-said-done = Dank je. Wie erop wacht, hoort het van ons.
promise-said-later = Dank je. De nieuwe dag is doorgegeven.
