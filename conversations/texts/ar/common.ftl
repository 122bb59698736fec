# A draft: no native speaker has checked this.
# Forms that are the same for a woman and a man: verbal nouns, "can be", the first person; no
# imperative, no "you want". Names, dates and kinds stand alone after a colon.
# Buttons: at most 4 words and 24 characters.
button-idea = 💡 لدي فكرة
button-initiative = 🌱 أريد عمل شيء
button-story = 💬 أريد أن أحكي
button-broken = 🔧 شيء معطّل
button-question = ❓ لدي سؤال
button-mine = 📂 رسائلي
button-home = 🏠 إلى البداية
button-yes = نعم
button-no = لا
button-skip = تخطي
button-rather-not = أفضّل ألا أقول
button-dont-know = لا أعرف
button-back = ➡️ رجوع
button-keep = يبقى كما هو
button-add = إضافة شيء
button-other = لا
button-done = انتهيت
button-submit = ✅ نعم، إرسال
button-edit = ✏️ تعديل شيء
button-discard = 🗑 حذف المسودة
button-nothing = لا شيء، رجوع
button-resume = متابعة
button-restart = البدء من جديد
button-call-me = ☎️ اتصلوا بي
button-write-me = ✉️ اكتبوا لي
button-no-go-on = لا، متابعة
button-call-later = ☎️ اتصلوا بي لاحقًا
button-no-danger = لا يوجد خطر
button-understood = فهمت
button-only-this = إيقاف هذه المحادثة فقط
button-unmute = أريد الرسائل
button-date = { $date }

welcome =
    👋 مرحبًا! أنا Buurtstem، برنامج المحادثة في: { $programme }. أنا كمبيوتر ولست إنسانًا.
    رسالتك يقرؤها إنسان: { $readers }.

    يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
help =
    هنا مكان لما يهمك في الحي. يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
    يقرأ رسالتك إنسان: { $readers }. الجواب يصلك دائمًا.

    يمكن أيضًا كتابة: رجوع، تخطي، لاحقًا، حذف.
    كلمة «توقف» تعني: لا رسائل بعد الآن.
thanks-back = على الرحب والسعة!

privacy =
    معلومة مهمة. رسالتك يقرؤها إنسان: { $readers }.
    المسؤول عن بياناتك: { $controller }.
    لا حاجة إلى اسمك. من فضلك، بدون رقم المواطن (BSN). لا يرى الجيران شيئًا بدون موافقتك.
    للمزيد: { $link }
privacy-telegram =
    معلومة مهمة. رسالتك يقرؤها إنسان: { $readers }.
    المسؤول عن بياناتك: { $controller }.
    لا حاجة إلى اسمك. من فضلك، بدون رقم المواطن (BSN). لا يرى الجيران شيئًا بدون موافقتك.
    Telegram شركة. يمكنها أيضًا أن تحفظ رسائلك.
    للمزيد: { $link }
understood = جيد. أنا هنا عند الحاجة.

kind-idea = فكرة
kind-initiative = خطة
kind-story = قصة
kind-broken = بلاغ
kind-complaint = شكوى
kind-question = رسالة

receipt =
    شكرًا. وصل ما أرسلته: { $what }. الرقم: { $number }. من يقرأ: { $reader }.
    سيصلك الجواب قبل: { $date }.{ $kind ->
        [idea] { " " }حتى لو كان «لا».
        [initiative] { " " }حتى لو كان «لا».
       *[other] { "" }
    }
receipt-named =
    شكرًا، { $name }. وصل ما أرسلته: { $what }. الرقم: { $number }. من يقرأ: { $reader }.
    سيصلك الجواب قبل: { $date }.{ $kind ->
        [idea] { " " }حتى لو كان «لا».
        [initiative] { " " }حتى لو كان «لا».
       *[other] { "" }
    }

media-voice =
    🎙 تسجيل صوتي ({ $seconds ->
        [zero] أقل من ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    })
media-photo = 📷 صورة
media-file = 📎 ملف
quoted = «{ $words }»
your-voice = تسجيلك الصوتي
your-photo = صورتك
your-file = ملفك
place-on-map = 📍 { $place }
list = { LIST($items) }
list-or = { LIST($items, style: "or") }
name = { $name }
nameless = (بدون اسم)
not-said = (بدون جواب)

summary =
    هل هذا صحيح؟

    { $answers }
preview-ask = هذا ما سيصل إلى صاحب الرسالة. هل أرسله؟
edit-what = ما الذي يحتاج إلى تعديل؟
earlier-answer =
    كان هذا جوابك:
    { $answer }
choose-more = اخترت: { $chosen }. هل هناك شيء آخر؟ وإلا يكفي زر «انتهيت».
add-to-story = حسنًا. يمكن الآن إرسال الإضافة.
answer-changed = تم التعديل.
something-was-added = وصلت إضافة. يمكن النظر مرة أخرى.
joined-story = أضفت هذا إلى كلامك.
story-kept = شكرًا، وصلتني رسالتك.
story-full = شكرًا على قصتك الطويلة. لا تتسع كلها مرة واحدة. أحفظ الجزء الجديد وحده. لم يضع شيء. يلزم إرسال هذا الجزء أولًا.
edit-kept = تم حفظ التعديل.
edit-too-late = التعديل كان على رسالة قديمة. لا أستطيع تغييرها الآن. يمكن إرسالها من جديد.
edit-passed-on = النص الجديد أصبح عند الرقم { $number }. والنص القديم باقٍ أيضًا.
discarded = تم الحذف. لم يُرسل شيء.
paused = كل شيء محفوظ هنا. يمكن المتابعة في أي وقت.
pick-up = هناك شيء لم يكتمل: { $what }. هل نتابع؟
pick-up-or-restart = هناك شيء لم يكتمل من قبل: { $what }. هل نتابع؟
remind = هناك شيء لم يكتمل: { $what }. هو محفوظ هنا. لا يلزمك شيء.
remind-first = رسالتك ما زالت هنا. ما نوعها؟ بدون جواب منك أعطيها لإنسان بعد يومين.
go-on = يمكن المتابعة الآن.
nothing-before = هذا هو السؤال الأول. هل تفضّل عدم الإرسال؟ يمكن كتابة: حذف.
cannot-skip = أحتاج إلى جواب عن هذا السؤال. كلمات قليلة تكفي.
not-understood = لم أفهم بعد. الخطأ مني. يمكن الضغط على زر، أو قول ذلك بكلمات أخرى.
shall-a-person-help = لم أفهم. كل شيء محفوظ. هل يساعدك إنسان؟
will-be-written = حسنًا. سيكتب لك إنسان هنا.
tap-passed = هذا الزر قديم. لم يعد يعمل. لا مشكلة.
option-gone = هذا الخيار لم يعد موجودًا. هناك خيارات أخرى.
not-for-you = هذا لا يعمل هنا. الخطأ ليس منك.
not-usable-sticker = لا أستطيع حفظ ملصق. يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
not-usable-contact = لا أحفظ رقمًا من قائمة هاتفك. الأفضل كتابة ما يهمك.
not-usable-too_big = هذا الملف كبير جدًا. الحد الأعلى 20 MB. صورة أو فيديو أقصر مناسب.
not-usable-location = لا أحتاج إلى مكانك على الخريطة. الأفضل كتابة اسم المكان.
not-usable-other = لا أستطيع قراءة هذا النوع. يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.
went-wrong = حدث خطأ. الخطأ مني. رسالتك محفوظة. عند الاتصال بنا، يلزم هذا الرقم: { $reference }
strange-room = أتكلم مع شخص واحد فقط. يمكن الكتابة لي مباشرة. سأخرج الآن من هذه المجموعة.

stopped = لن أرسل شيئًا بعد الآن. الأجوبة تبقى محفوظة لك هنا.
unmuted = أهلًا بعودتك. إن كان شيء محفوظًا لك، فسيصلك الآن.
still-quiet = طلبت التوقف من قبل. لذلك لا أرسل شيئًا. الأجوبة محفوظة هنا. هل أرسلها لك؟
only-this-stopped = حسنًا. توقفت هذه المحادثة. كلامك يبقى محفوظًا هنا. الأجوبة ستصلك كالعادة.
no-danger = حسنًا. إذا تغيّر ذلك، فرقم الطوارئ هو: { $emergency }.
emergency-danger =
    هل هناك خطر الآن؟ من فضلك، الاتصال فورًا بالرقم: { $emergency }.
    أنا كمبيوتر. لا أستطيع إرسال مساعدة.
emergency-suicide =
    هذا صعب جدًا. هل هناك أفكار عن الموت؟ خط المساعدة، ليلًا ونهارًا وبدون اسم: { $suicide }.
    هل هناك خطر الآن؟ من فضلك، الاتصال فورًا بالرقم: { $emergency }. أنا كمبيوتر. لا أستطيع إرسال مساعدة.
emergency-home =
    هل يقرأ أحد معك؟ الأفضل إذن حذف هذه المحادثة.
    هل هناك خوف في البيت؟ Veilig Thuis تساعد ليلًا ونهارًا: { $home }.
    هل هناك خطر الآن؟ من فضلك، الاتصال فورًا بالرقم: { $emergency }. أنا كمبيوتر. لا أستطيع إرسال مساعدة.

mine-none = لم يصل منك شيء بعد.
mine-line =
    الرقم { $number } · { $kind }
    { $words }
    { $status }
status-received = وصلت. من يقرأ: { $reader }. الجواب قبل: { $date }.
status-being_read = القراءة جارية الآن. من يقرأ: { $reader }. الجواب قبل: { $date }.
status-question_asked =
    لدينا سؤال لك: { $question }
    بعد ذلك يصلك الجواب، قبل: { $date }.
status-decided = يوجد جواب.
status-in_progress = نعمل على ذلك.
status-done = تم.
status-checked = تم. وقلت إن هذا صحيح.
status-closed = انتهينا من هذا.
status-reopened = هناك من ينظر من جديد: { $reader }. سيصلك الخبر قبل: { $date }.
status-withdrawn = سحبت هذا.
status-set_aside = لا نعمل على هذا الآن. لماذا؟ السؤال مرحب به.
status-received-answered = { status-received }
status-being_read-answered = { status-being_read }
status-question_asked-answered = { status-question_asked }
status-decided-answered =
    الجواب: { $outcome }. من قرّر: { $by }.
    السبب: { $reason }
status-in_progress-answered =
    الجواب: { $outcome }. نعمل على ذلك. من قرّر: { $by }.
    السبب: { $reason }
status-in_progress-dated =
    الجواب: { $outcome }. نعمل على ذلك. ينتهي قبل: { $date }. من قرّر: { $by }.
    السبب: { $reason }
status-decided-again =
    الجواب: { $outcome }. من قرّر: { $by }.
    السبب: { $reason }
    ننظر فيه من جديد يوم: { $date }.
status-done-answered = { status-done }
status-checked-answered = { status-checked }
status-closed-answered = انتهينا من هذا. كان الجواب: { $outcome }.
status-reopened-answered = { status-reopened }
status-withdrawn-answered = { status-withdrawn }
status-set_aside-answered = { status-set_aside }

outcome-decide-yes = نعم
outcome-decide-yes_differently = نعم، ولكن بشكل آخر
outcome-decide-trial = سنجرّب ذلك
outcome-decide-not_now = ليس الآن
outcome-decide-no = لا
outcome-decide-joined = مع فكرة أخرى
outcome-pass_on-passed_on = تم تحويله

language-set = حسنًا. نتابع بالعربية.
