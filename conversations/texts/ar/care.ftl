# A draft: no native speaker has checked this.
# Care: where help is, and what is said to heavy words, anger, a young age, a number.
help-team = مساعدة في الحي: { $team }. الهاتف: { $phone }.
help-youth = الكلام مع إنسان ممكن. من أجلك: { $name }. الهاتف: { $phone }.
read-today = سيقرأ إنسان هذا اليوم: { $readers }.
read-later = لا أحد عندنا الآن. سيقرأ إنسان هذا بعد الساعة 9 صباحًا، يوم: { $date }.
read-by-nobody = لا أحد عندنا الآن.

heavy-grief = هذا محزن جدًا. شكرًا على ثقتك.
heavy-illness = هذا صعب عليك. شكرًا على ثقتك.
heavy-hunger = هذا صعب جدًا. جيد أنك قلت ذلك.
heavy-fear =
    هذا صعب. جيد أنك قلت ذلك.
    هل هناك خطر الآن؟ من فضلك، الاتصال فورًا بالرقم: { $emergency }.
heavy-read = سيقرأ هذا إنسان: { $readers }.
heavy-read-later = لا أحد عندنا الآن. من سيقرأ هذا: { $readers }. بعد الساعة 9 صباحًا، يوم: { $date }.
heavy-more = شكرًا. أضفت هذا.
heavy-call = هل يتصل بك إنسان؟
heavy-pass-on = هل أنقل كلامك هكذا؟
button-write-it = لا، سأكتب ذلك
button-pass-on = نعم، انقل هذا

anger = في كلامك غضب. هذا من حقك. سيقرأ إنسان كلامك كما هو: { $readers }.
anger-what = ما الذي يجب أن يتغيّر؟
button-that-is-all = هذا كل شيء

young-heard = شكرًا على قول ذلك. رأيك مهم أيضًا. لا أحتاج إلى رقم هاتفك. ولن نتصل بك عليه.
young-no-contact = عمرك أقل من 16 سنة. لذلك لا أطلب رقم هاتفك.

bsn-taken-out = يبدو هذا رقم المواطن (BSN). حذفت الرقم لسلامتك. ما زال في رسالتك هنا. الأفضل حذفه هنا أيضًا.
bsn-and-now = هل هناك شيء آخر؟ يمكن إرساله الآن.

suggest-language = هل نتابع بالعربية؟ يكفي الضغط على الزر.
rough-words = (كلمات غاضبة)
button-rough-words = 👁 إظهار الكلمات
task-rough = ما كان موجودًا: كلمات غاضبة. هي خلف الزر.

shared-what = سؤال عن هاتفك
shared-along-ask = هل يقرأ شخص آخر على هذا الهاتف؟
shared-along-again = هل يستطيع شخص آخر قراءة ما أرسله هنا؟
shared-along-name = شخص آخر يقرأ
shared-discreet = حسنًا. عند وجود خبر، أقول فقط إن هناك خبرًا. والقراءة عندما يناسبك.
shared-open = حسنًا. إذن أرسل الجواب هنا كالعادة.
button-shared = 🔒 هل يقرأ أحد معك؟
button-read-it = قراءة
knock-answer = يوجد جواب: { $kind } رقم { $number }.
knock-news = يوجد خبر: { $kind } رقم { $number }.
knock = هناك شيء محفوظ لك هنا.
task-emergency-owner = من ينظر في ذلك: { $by }.
remind-gently = كلامك ما زال هنا. لا حاجة إلى فعل شيء. سيقرؤه إنسان على أي حال.
