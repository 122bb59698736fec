# Not checked by a native speaker.
# Only words that count from everybody, whatever language was chosen; there are no texts to offer.
# A first letter may be a capital İ, which compares as two signs: such forms stand beside the small.
words-stop = dur, durun, durdur, durdurun, yeter, yeter artık, mesaj atma, mesaj atmayın, mesaj gönderme, mesaj göndermeyin, bana yazma, bana yazmayın, yazmayın, mesaj istemiyorum, artık mesaj istemiyorum, beni rahat bırak, beni rahat bırakın
words-greeting = merhaba, merhabalar, selam, selamlar, iyi günler, İyi günler, iyi akşamlar, İyi akşamlar, günaydın
words-thanks = teşekkürler, teşekkür ederim, çok teşekkürler, sağol, sağ ol, sağolun
words-yes = evet, olur, tamam, tabii, elbette
words-no = hayır, hayir, yok, istemem, İstemem
words-danger = yangın var, yangın çıktı, ev yanıyor, evimiz yanıyor, bina yanıyor, gaz kokusu, gaz kokuyor, bıçağı var, bıçak çekti, silahı var, silah çekti, ateş ediyor, ateş ediyorlar, bana saldırıyor, bize saldırıyor, bize saldırıyorlar, saldırıya uğradım, kaza oldu, ambulans lazım, ambulans çağırın, polis çağırın, nefes alamıyor, nefes alamıyorum, kalp krizi, kanıyorum, imdat, İmdat, evde hırsız var
words-suicide = intihar, İntihar, ölmek istiyorum, ölmek istiyom, kendimi öldüreceğim, kendimi öldürmek, yaşamak istemiyorum, artık yaşamak istemiyorum, canıma kıyacağım, hayatıma son
words-home = beni dövüyor, bizi dövüyor, bana vuruyor, kocam dövüyor, babam dövüyor, annemi dövüyor, çocukları dövüyor, çocuklarımı dövüyor, aile içi şiddet, ev içi şiddet, evde şiddet, evde korkuyorum, kocamdan korkuyorum, babamdan korkuyorum, evde güvende değilim
