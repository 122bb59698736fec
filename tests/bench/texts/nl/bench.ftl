bench-what = de meting
bench-wijk-ask = Vraag 1 van 6. In welke wijk woon je?
bench-story-ask = Vraag 2 van 6. Wat wil je zeggen over je buurt?
bench-days-ask = Vraag 3 van 6. Hoe vaak merk je dit?
bench-place-ask = Vraag 4 van 6. Op welke plek is het?
bench-help-ask = Vraag 5 van 6. Wil je zelf meehelpen?
bench-name-ask = Vraag 6 van 6. Hoe heet je?
