# Care: where help is, and what is said to heavy words, anger, a young age, a number.
help-team = Hulp in de buurt: { $team }. Bel: { $phone }.
help-youth = Wil je met iemand praten? Dit is er voor jou: { $name }. Bel: { $phone }.
read-today = Een mens leest dit vandaag: { $readers }.
read-later = Bij ons is nu niemand. Een mens leest dit vanaf 9 uur op: { $date }.
read-by-nobody = Bij ons is nu niemand.

heavy-grief = Wat erg. Dank je dat je het vertelt.
heavy-illness = Wat naar voor je. Dank je dat je het vertelt.
heavy-hunger = Wat erg. Goed dat je het zegt.
heavy-fear =
    Wat naar. Goed dat je het zegt.
    Is er nu gevaar? Bel { $emergency }.
heavy-read = Een mens leest dit zelf: { $readers }.
heavy-read-later = Bij ons is nu niemand. Wie dit leest: { $readers }. Dat is vanaf 9 uur op: { $date }.
heavy-more = Dank je. Dat staat er nu bij.
heavy-call = Wil je dat een mens je belt?
heavy-pass-on = Zal ik het zo doorgeven?
button-write-it = Nee, schrijf het op
button-pass-on = Ja, geef het door

anger = Je bent boos. Dat mag. Een mens leest het zoals jij het schrijft: { $readers }.
anger-what = Wat moet er anders?
button-that-is-all = Dit is alles

young-heard = Dank je dat je het zegt. Wat jij vindt, telt ook. Je telefoonnummer heb ik niet nodig. We bellen je er niet op.
young-no-contact = Jij bent jonger dan 16. Daarom vraag ik je telefoonnummer niet.

bsn-taken-out = Dit lijkt een BSN. Voor jouw veiligheid heb ik het nummer weggehaald. Het staat nog in jouw bericht hier. Wis dat ook.
bsn-and-now = Wil je nog iets vertellen? Stuur het gerust.

suggest-language = Wil je verder in het Nederlands? Tik op de knop.
rough-words = (boze woorden)
button-rough-words = 👁 Toon de woorden
task-rough = Wat er al was: boze woorden. Ze staan achter de knop.

shared-what = een vraag over je telefoon
shared-along-ask = Leest er iemand mee op deze telefoon?
shared-along-again = Kan iemand anders lezen wat ik hier stuur?
shared-along-name = Iemand leest mee
shared-discreet = Goed. Bij nieuws zeg ik alleen dat er iets is. Jij opent het zelf.
shared-open = Goed. Dan stuur ik het antwoord gewoon hier.
button-shared = 🔒 Leest iemand mee?
button-read-it = Lezen
knock-answer = Er is antwoord op je { $kind } { $number }.
knock-news = Er is nieuws over je { $kind } { $number }.
knock = Er staat hier iets voor je klaar.
task-emergency-owner = Wie ernaar kijkt: { $by }.
remind-gently = Wat je vertelde, staat hier nog. Je hoeft niets te doen. Een mens leest het ook zo.
