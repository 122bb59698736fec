# A draft: no native speaker has checked this.
# The page of the web chat. Labels are also read out.
web-title = Buurtstem { $programme }
web-language = اللغة
web-menu = القائمة
web-close = إغلاق
web-cancel = إلغاء
web-placeholder = رسالتك هنا
web-send = إرسال
web-photo = إرسال صورة
web-a-photo = صورة
web-record = تسجيل بالصوت
web-recording = التسجيل جارٍ
web-stop-recording = انتهيت، إرسال
web-a-recording = تسجيل صوتي
web-no-microphone = الميكروفون لا يعمل. الكتابة ممكنة.
web-sending = جارٍ الإرسال
web-not-sent = لم تُرسل هذه الرسالة. يمكن المحاولة من جديد.
web-offline = لا يوجد اتصال. أحاول باستمرار.
web-no-cookies = المتصفح لا يحفظ شيئًا. لذلك لا أعرف من يكتب. يلزم السماح بالكوكيز.
web-listen = قراءة بصوت عالٍ
web-new-messages = رسالة جديدة
web-room = الحروف الباقية:
web-too-long = هذا طويل جدًا لرسالة واحدة. عدد الحروف الزائدة:
web-you-said = كلامك:
web-bot-says = Buurtstem:
web-larger-text = أحرف أكبر
web-start = البداية
web-code-mine = رمزي
web-code-why = بهذه الكلمات الثلاث يمكن الرجوع إلى هنا. ومن هاتف آخر أيضًا.
web-code-keep = الأفضل تصوير هذا. يعمل الرمز مرة واحدة. هو لك وحدك.
web-code-enter = لدي رمز
web-code-hint = كلماتك الثلاث هنا
web-forget = نسيان هذه المحادثة هنا
web-forget-sure = سينسى هذا الجهاز المحادثة. بدون رمز لا يمكن الرجوع إليها. ولن يصل جوابك إلى هنا.
web-forgotten = نسي هذا الجهاز المحادثة.
web-move = المتابعة في Telegram

# What the web port says when it cannot take something.
web-say-later = هذا لا يعمل الآن. سأحاول بعد قليل.
web-say-wait = وصلت رسائل كثيرة بسرعة. لحظة من فضلك. بعدها تمكن المتابعة.
web-say-odd = لا أستطيع قراءة هذا. يلزم تحديث الصفحة والمحاولة من جديد.
web-say-too-long = هذا طويل جدًا لرسالة واحدة. الأفضل تقسيمه.
web-say-too-big = هذا كبير جدًا. صورة أصغر أو رسالة أقصر مناسبة.
web-say-not-photo = هذه لا تبدو صورة. يمكن اختيار صورة أخرى.
web-say-not-voice = لا أستطيع تشغيل هذا. يمكن التسجيل من جديد، أو الكتابة.
web-say-no-code = لا أعرف هذه الكلمات. من المفيد النظر إليها مرة أخرى. الرمز يعمل مرة واحدة فقط.

# Coming back, and going on elsewhere.
button-code = 📷 رمزي
button-move = 📱 متابعة في مكان آخر
button-move-yes = نعم، متابعة هنا
code-how = رمزك في القائمة، تحت «رمزي». الأفضل تصويره.
code-web-only = الرمز للموقع فقط. لا حاجة إليه هنا.
code-offer = هذه الصفحة لا ترن. لذلك من المهم حفظ رمزك. به تمكن قراءة الجواب، ومن هاتف آخر أيضًا.
welcome-back = أهلًا بعودتك. رمزك القديم لم يعد يعمل. هنا رمز جديد.
move-link =
    الرابط ينقلك إلى: { $place }. يعمل مرة واحدة، لمدة ساعة.
    { $link }
place-telegram = Telegram
place-web = الموقع
move-nowhere = لا يوجد مكان آخر الآن. تمكن المتابعة هنا.
move-sure = هل نتابع محادثتك هنا؟ «نعم» فقط إذا كان الرابط منك.
moved = تم. نتابع هنا. كل شيء ما زال موجودًا.
move-used = هذا الرابط استُعمل من قبل. يمكن طلب رابط جديد.
move-expired = هذا الرابط قديم. يمكن طلب رابط جديد.
move-unknown = لا أعرف هذا الرابط. يمكن طلب رابط جديد.
move-roles = من يعمل هنا لا ينتقل برابط. تلزم دعوة من المسؤول عن النظام.

# The small page behind a link.
enter-title = أهلًا بك في Buurtstem
enter-invitation = مرحبًا، { $name }. هذه دعوة لك. الدور: { $role }. البرنامج: { $programme }. يكفي الضغط على الزر.
enter-move = هل نتابع محادثتك هنا؟
enter-gone = هذا الرابط لم يعد يعمل. يمكن طلب رابط جديد.
enter-button = نعم، متابعة
enter-chat = إلى المحادثة

# `buurtstem try`: three phones on one page, and an example neighbourhood.
try-title = Buurtstem، للتجربة
try-example = حي للمثال. كل شيء هنا من الخيال. لا يصل شيء إلى بلدية حقيقية.
try-name-staff = سميرة (مثال)
try-now = الوقت الآن: { $now }.
try-day = بعد يوم
try-week = بعد أسبوع
try-going = الوقت يمر …
try-failed = لم ينجح ذلك. يمكن المحاولة من جديد.
try-phone-resident = من سكان الحي
try-phone-key-person = شخص الثقة
try-phone-staff = من فريق العمل
try-hint-key-person = حاليًا هاتف آخر من سكان الحي. يمكن الكتابة هنا أيضًا.
try-step-1 = فكرة
try-step-2 = قرار
try-step-3 = الجواب
try-do-1 = البداية من زر 💡، ثم كتابة فكرة.
try-do-2 = بعد قراءة الرسالة يوجد زر القرار ⚖️.
try-do-3 = هنا الجواب. يمكن تقديم الوقت أسبوعًا: ماذا يحدث؟
try-fill-in = كتابة مثال
try-example-story = مقاعد أكثر في الحديقة، للجد أيضًا.
try-example-reason = الجيران الكبار في السن يحبون الجلوس هناك.
try-example-reason-no = تحت العشب أنبوب. الحفر هناك ممنوع.
try-example-next-step = سنضع مقاعد عند ملعب الأطفال.
try-example-next-step-no = سنبحث معًا عن مكان آخر.
try-story =
    لا توجد سلة مهملات عند ملعب الأطفال. القمامة في كل مكان.
    Presikhaaf
    ليلى (مثال)
    إرسال
    هنا
    نعم
try-answer =
    نعم
    توجد قمامة كثيرة عند ملعب الأطفال. سلة المهملات تساعد.
    سنضع سلة مهملات عند المدخل.
    يوست (مثال)
    الأسبوع القادم
    إرسال

moved-away = محادثتك مستمرة الآن في مكان آخر. لم يكن ذلك منك؟ يمكن قول ذلك هنا، وسينظر إنسان في الأمر.
invitation-elsewhere = لديك محادثة معي في مكان آخر أيضًا. لذلك افتح الدعوة في متصفح أو تطبيق آخر.
promise-title = ما اتفقنا عليه
promise-what =
    من: { $who }
    ماذا: { $what }
promise-what-dated =
    من: { $who }
    ماذا: { $what }
    قبل { $date }
promise-ended = هذا انتهى: { $what }
promise-gone = هذا الرابط لم يعد يعمل. اطلب رابطا جديدا من مكتب البرنامج.
promise-done = هل انتهى؟
promise-done-what = ما الذي انتهى الآن؟ الساكن سيقرأ هذا.
promise-done-button = لقد انتهى
promise-later = هل سيتأخر؟
promise-later-day = قبل أي يوم؟
promise-later-why = لماذا؟ الساكن سيقرأ هذا.
promise-later-button = أرسل اليوم الجديد
promise-wrong-done = اكتب في جملة ما الذي انتهى.
promise-wrong-later = اختر يوما بعد اليوم، واكتب السبب في جملة.
promise-said-done = شكرا. من ينتظر هذا سيسمع منا.
promise-said-later = شكرا. وصل اليوم الجديد.
