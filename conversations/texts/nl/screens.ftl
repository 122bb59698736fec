# Speaking to somebody, what can be done afterwards, and the screens.
button-talk = ☎️ Iemand spreken
button-done-here = 👀 Wat is gedaan?
button-help = ❔ Hulp
button-who-reads = 👥 Wie leest mee?
button-mydata = 🔒 Mijn gegevens
button-language = 🌐 Taal · Language
button-more = Meer laten zien
button-all-wijken = Alle wijken
button-own = 🔎 Nummer { $number }
button-add-words = ➕ Erbij zetten
button-change = ✏️ Aanpassen
button-road = 💬 Hoe hoor ik het?
button-withdraw = 🚫 Intrekken
button-neighbours_yes = Buren laten lezen
button-neighbours_no = Buren niet meer
button-name-yes = Ja, met mijn naam
button-name-no = Nee, zonder naam
button-take-back = Niet meer
button-take-all-back = Buren lezen niets meer
button-erase = 🗑 Wis mijn gegevens
button-belongs = ➕ Bij nummer { $number }
button-anybody = Maakt niet uit

first-belongs = Hoort dit bij nummer { $number }: { $words }? Of is het iets nieuws?

talk-what = je vraag om iemand te spreken
talk-who-ask = Met wie wil je praten?
talk-who-again = Kies een naam. Of tik op Maakt niet uit.
talk-who-name = Met wie
talk-how-ask = Hoe wil je praten?
talk-how-again = Bellen we jou, schrijven we hier, of kom je langs? Tik op een knop.
talk-how-name = Hoe
talk-how-call = ☎️ Bel mij
talk-how-write = ✉️ Schrijf mij hier
talk-how-visit = 🚪 Ik kom langs
talk-phone-ask = Op welk nummer kunnen we je bellen?
talk-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
talk-phone-name = Mijn telefoonnummer
talk-moment-ask = Wanneer komt het je uit?
talk-moment-again = Kies een moment. Of sla het over.
talk-moment-name = Het moment
talk-moment-morning = In de ochtend
talk-moment-afternoon = In de middag
talk-moment-evening = In de avond
talk-name-ask = Hoe mogen we je noemen?
talk-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
talk-name-remembered = Ben je { $answer }?
talk-name-name = Mijn naam
planned-call =
    Afgesproken. Wie je belt: { $by }.
    Op nummer { $phone }, vóór { $date }.
planned-write =
    Afgesproken. Wie je hier schrijft: { $by }.
    Dat gebeurt vóór { $date }.
planned-visit =
    Afgesproken. Met wie je praat: { $by }.
    Waar en wanneer? Dat hoor je hier, vóór { $date }.
planned-erase =
    Goed. Wie je gegevens wist: { $by }.
    Dat gebeurt vóór { $date }.

add-what = wat je erbij wilt zetten
add-story-ask = Wat wil je bij nummer { $number } zetten? Typ het, spreek het in of stuur een foto.
add-story-again = Typ wat erbij moet, of spreek het in.
add-story-name = Wat erbij komt
change-what = je verandering
change-what-ask = Wat wil je aanpassen aan nummer { $number }?
change-what-again = Tik op wat anders moet: je tekst, de wijk of je naam.
change-what-name = Wat anders wordt
change-what-words = 💬 Mijn tekst
change-what-wijk = 📍 De wijk
change-what-called = 👤 Mijn naam
change-story-ask = Hoe moet het worden? Typ het helemaal opnieuw, of spreek het in.
change-story-again = Typ de nieuwe tekst, of spreek hem in.
change-story-name = Mijn nieuwe tekst
change-wijk-ask = In welke wijk is het?
change-wijk-again = Tik op een wijk. Of tik op Weet ik niet.
change-wijk-name = De wijk
change-name-ask = Hoe mogen we je noemen?
change-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
change-name-name = Mijn naam
withdraw-what = het intrekken
withdraw-sure-ask = Wil je nummer { $number } echt intrekken? Dan doen we er niets meer mee. Terugdraaien kan niet. Opnieuw sturen kan wel.
withdraw-sure-again = Zal ik nummer { $number } intrekken? Tik op Ja of Nee.
withdraw-sure-name = Intrekken

applied-changed = Dank je. Bij nummer { $number } staat nu je nieuwe tekst. Wie het leest, ziet ook wat er eerst stond.
applied-late = Op nummer { $number } was al een antwoord. Je nieuwe tekst staat er wel bij. Past het antwoord nu niet meer? Tik bij het antwoord op Niet mee eens.
applied-detail = Dank je. Nummer { $number } is aangepast.
applied-withdraw = Nummer { $number } is ingetrokken. Je hoort er niets meer over. Wil je het toch? Stuur het dan opnieuw.
not-withdrawn = Goed. Er verandert niets.
already-ended = Nummer { $number } is al klaar of ingetrokken. Daar kan ik niets meer aan veranderen. Stuur gerust iets nieuws.
overtaken-withdraw = Intussen is hier iets veranderd. Door: { $by }. Je bericht is nog niet ingetrokken. Zo staat het nu:
overtaken-detail = Intussen is hier iets veranderd. Door: { $by }. Er is niets aangepast. Zo staat het nu:
the-author = de bewoner

own-added =
    Later erbij:
    { $words }
own-shared-yes = Buren mogen dit lezen als er een antwoord is.
own-shared-no = Buren kunnen dit niet lezen.
now-shared = Goed. Is er een antwoord op nummer { $number }? Dan mogen buren het lezen, zonder je naam.
now-shared-name =
    Goed. Is er een antwoord op nummer { $number }? Dan mogen buren het lezen.
    Mag je naam erbij: { $name }?
now-neighbours_no = Goed. Buren kunnen nummer { $number } niet meer lezen.
now-name_yes = Goed. Je naam staat bij nummer { $number }.
now-name_no = Goed. Nummer { $number } staat er zonder je naam.
now-no-more = Goed. Buren kunnen niets meer lezen van wat jij stuurde.

done-none = Hier is nog niets te zien. Je ziet hier antwoorden op berichten van buren. Alleen als zij dat goed vinden.
done-heading = Dit zeiden buren, en dit kwam eruit. Je ziet alleen wat zij zelf laten lezen.
done-said =
    { $kind } · { $wijk } · { $date }
    { $words }
done-no-words = (ingesproken, of een foto)
done-name = Van: { $name }
done-answer =
    Het antwoord: { $outcome }. { $state }
    Waarom? { $reason }
done-by = Klaar vóór { $day }.
done-decided = Het is besloten.
done-in_progress = We zijn ermee bezig.
done-done = Het is klaar.
done-checked = Het is klaar.
done-closed = Het is afgerond.

reads =
    Wie lezen wat je stuurt?
    { $people }
reads-line = { $name } · { $role }
reads-neighbours = Buren lezen niets. Alleen na jouw ja zien zij je woorden en het antwoord.
reads-never =
    Wie lezen hier nooit mee: { $roles }.
    Ik stuur zelf ook niets naar politie, school of uitkering.
reads-telegram = Telegram is een bedrijf. Telegram kan je berichten ook bewaren.
never-key-person = sleutelpersonen
never-community-worker = opbouwwerkers
never-representative = vertegenwoordigers

mydata =
    Dit weet ik van jou.

    Je naam: { $name }
    Je wijk: { $wijk }
    Je taal: { $language }
    Je telefoonnummer: { $phones }
    Hier praat je met mij: { $places }
    { $contributions ->
        [0] Je stuurde nog niets in.
        [one] Je stuurde één ding in.
       *[other] Je stuurde { $contributions } dingen in.
    }
    { $messages ->
        [0] Ik bewaar geen berichten van jou.
        [one] Ik bewaar één bericht van jou.
       *[other] Ik bewaar { $messages } berichten van jou.
    }
mydata-responsible =
    Verantwoordelijk voor je gegevens: { $controller }.
    Meer lezen: { $link }
mydata-notice =
    Verantwoordelijk voor je gegevens: { $controller }.
    De uitleg kreeg je op: { $date }. Dat was versie { $version }.
    Meer lezen: { $link }
mydata-no-opt-ins = Buren kunnen niets lezen van wat jij stuurde.
mydata-opt-in-neighbours = Buren mogen nummer { $number } lezen. Dat zei je op: { $time }.
mydata-opt-in-name = Je naam mag bij nummer { $number } staan. Dat zei je op: { $time }.
mydata-all = Je zei { $number } keer ja. Wil je dat buren niets meer lezen?
mydata-erase =
    Wil je geen berichten meer? Typ stop.
    Wil je dat alles weg is? Ik kan dat zelf nog niet. Een mens doet het voor je.
mydata-erasing = Je vroeg om alles te wissen. Dat gebeurt vóór { $date }. Geen berichten meer? Typ stop.

# For staff.
task-visit =
    🚪 Wil langskomen: { $name }
    Wanneer: { $when }
    Over nummer: { $number } · Spreek iets af vóór { $date }
task-erase =
    🗑 Wis de gegevens van: { $name }
    Doe dit vóór { $date }
card-reacted-changed = ✏️ De bewoner gaf een nieuwe tekst
card-reacted-late = ➕ De bewoner zei er iets bij
card-reacted-detail = ✏️ De bewoner veranderde de wijk of de naam
card-reacted-withdraw = 🚫 De bewoner trok dit in
card-words-now =
    Eigen woorden, nieuwe tekst:
    { $words }
card-words-before =
    Eerst stond er:
    { $words }
card-added-heard =
    Gehoord in wat er eerst stond:
    { $words }
