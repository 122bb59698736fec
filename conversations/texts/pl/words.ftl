# Not checked by a native speaker.
# Only words that count from everybody, whatever language was chosen; there are no texts to offer.
words-stop = dość, dosyć, przestań, przestańcie, zatrzymaj, nie pisz, nie pisz do mnie, nie piszcie, nie piszcie do mnie, nie wysyłaj, nie wysyłajcie, żadnych wiadomości, nie chcę wiadomości, nie chcę więcej wiadomości, zostaw mnie w spokoju, zostawcie mnie w spokoju
words-greeting = cześć, witam, hej, dzień dobry, dobry wieczór, siema
words-thanks = dzięki, dziękuję, dziekuje, bardzo dziękuję, wielkie dzięki
words-yes = tak, jasne, oczywiście, dobrze, zgoda
words-no = nie, nie dziękuję, nie dzięki
words-danger = pali się, jest pożar, wybuchł pożar, mamy pożar, pożar w domu, pożar w bloku, dom się pali, ulatnia się gaz, czuć gaz, czuję gaz, ma nóż, ma pistolet, ma broń, strzelają, ktoś strzela, atakuje mnie, atakują mnie, napadli mnie, był wypadek, jest wypadek, wezwij karetkę, wezwijcie karetkę, potrzebna karetka, wezwijcie policję, nie może oddychać, nie mogę oddychać, zawał serca, włamywacz, krwawię, ratunku, na pomoc
words-suicide = samobójstwo, samobójstwa, chcę umrzeć, chce umrzeć, nie chcę żyć, nie chce mi się żyć, zabić się, zabiję się, odebrać sobie życie, skończyć ze sobą
words-home = bije mnie, mnie bije, bije nas, bije dzieci, bije moje dzieci, bije mamę, przemoc domowa, przemocy domowej, przemoc w domu, boję się w domu, boję się męża, boję się ojca, boję się partnera, nie jestem bezpieczna w domu, nie jestem bezpieczny w domu
