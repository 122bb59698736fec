# A draft: no native speaker has checked this.
# Speaking to somebody, what can be done afterwards, and the screens.
button-talk = ☎️ الكلام مع إنسان
button-done-here = 👀 ماذا تحقق؟
button-help = ❔ مساعدة
button-who-reads = 👥 من يقرأ؟
button-mydata = 🔒 بياناتي
button-language = 🌐 اللغة · Language
button-more = المزيد
button-all-wijken = كل الأحياء
button-own = 🔎 الرقم { $number }
button-add-words = ➕ إضافة
button-change = ✏️ تعديل
button-road = 💬 كيف يصلني الجواب
button-withdraw = 🚫 سحب الرسالة
button-neighbours_yes = السماح للجيران
button-neighbours_no = إخفاء عن الجيران
button-name-yes = نعم، مع اسمي
button-name-no = لا، بدون اسمي
button-take-back = لم أعد أوافق
button-take-all-back = لا يقرأ الجيران
button-erase = 🗑 حذف بياناتي
button-belongs = ➕ مع الرقم { $number }
button-anybody = لا فرق
first-belongs = هل يخص هذا الرقم { $number }: { $words }؟ أم هو شيء جديد؟
talk-what = طلب الكلام مع أحد
talk-who-ask = مع من تريد الكلام؟
talk-who-again = يمكن اختيار اسم. أو الضغط على: لا فرق.
talk-who-name = مع من
talk-how-ask = كيف تفضّل الكلام؟
talk-how-again = هل نتصل، أم نكتب هنا، أم زيارة؟ يكفي الضغط على زر.
talk-how-name = الطريقة
talk-how-call = ☎️ اتصلوا بي
talk-how-write = ✉️ اكتبوا لي هنا
talk-how-visit = 🚪 سأزوركم
talk-phone-ask = على أي رقم يمكننا الاتصال؟
talk-phone-again = رقم الهاتف فقط. مثلًا: 06 12 34 56 78.
talk-phone-name = رقم هاتفي
talk-moment-ask = متى يناسبك؟
talk-moment-again = يمكن اختيار وقت. أو التخطي.
talk-moment-name = الوقت
talk-moment-morning = في الصباح
talk-moment-afternoon = بعد الظهر
talk-moment-evening = في المساء
talk-name-ask = ما الاسم الذي نناديك به؟
talk-name-again = الاسم الأول يكفي. أو الضغط على: أفضّل عدم القول.
talk-name-remembered = هل اسمك { $answer }؟
talk-name-name = اسمي
planned-call =
    تم. من سيتصل: { $by }.
    على الرقم { $phone }، قبل: { $date }.
planned-write =
    تم. من سيكتب هنا: { $by }.
    قبل: { $date }.
planned-visit =
    تم. مع من الكلام: { $by }.
    أين ومتى؟ الخبر يصل هنا قبل: { $date }.
planned-erase =
    تم. من سيحذف بياناتك: { $by }.
    قبل: { $date }.
add-what = إضافتك
add-story-ask = ماذا تريد أن تضيف إلى الرقم { $number }؟ كتابة أو تسجيل بالصوت أو صورة.
add-story-again = الإضافة بالكتابة أو بالصوت.
add-story-name = الإضافة
change-what = تعديلك
change-what-ask = ماذا تريد أن تعدّل في الرقم { $number }؟
change-what-again = يكفي الضغط على ما يجب أن يتغير: النص أو الحي أو الاسم.
change-what-name = ما يتغير
change-what-words = 💬 نصّي
change-what-wijk = 📍 الحي
change-what-called = 👤 اسمي
change-story-ask = ما النص الجديد؟ النص كله من جديد، كتابة أو بالصوت.
change-story-again = النص الجديد، كتابة أو بالصوت.
change-story-name = نصّي الجديد
change-wijk-ask = في أي حي؟
change-wijk-again = يكفي الضغط على حي. أو: لا أعرف.
change-wijk-name = الحي
change-name-ask = ما الاسم الذي نناديك به؟
change-name-again = الاسم الأول يكفي. أو الضغط على: أفضّل عدم القول.
change-name-name = اسمي
withdraw-what = سحب الرسالة
withdraw-sure-ask = هل تريد حقًا سحب الرقم { $number }؟ لن نفعل به شيئًا بعد ذلك. لا رجوع عن هذا. يمكن الإرسال من جديد.
withdraw-sure-again = هل أسحب الرقم { $number }؟ نعم أو لا.
withdraw-sure-name = السحب
applied-changed = شكرًا. نصك الجديد الآن مع الرقم { $number }. من يقرأ يرى النص القديم أيضًا.
applied-late = كان هناك جواب على الرقم { $number }. نصك الجديد معه الآن. هل لم يعد الجواب مناسبًا؟ يكفي الضغط تحت الجواب على: لا أوافق.
applied-detail = شكرًا. تم تعديل الرقم { $number }.
applied-withdraw = تم سحب الرقم { $number }. لن يصلك شيء عنه. يمكن الإرسال من جديد.
not-withdrawn = حسنًا. لا شيء يتغير.
already-ended = الرقم { $number } انتهى أو سُحب. لا يمكنني تعديله. يمكن دائمًا إرسال شيء جديد.
overtaken-withdraw = تغيّر شيء هنا في هذه الأثناء. من: { $by }. لم يتم السحب بعد. هذا هو الوضع الآن:
overtaken-detail = تغيّر شيء هنا في هذه الأثناء. من: { $by }. لم يتم أي تعديل. هذا هو الوضع الآن:
the-author = صاحب الرسالة
own-added =
    أضيف لاحقًا:
    { $words }
own-shared-yes = يمكن للجيران قراءة هذا بعد وصول الجواب.
own-shared-no = لا يمكن للجيران قراءة هذا.
now-shared = حسنًا. بعد الجواب على الرقم { $number } يمكن للجيران قراءته، بدون اسمك.
now-shared-name =
    حسنًا. بعد الجواب على الرقم { $number } يمكن للجيران قراءته.
    هل يُكتب اسمك معه: { $name }؟
now-neighbours_no = حسنًا. لم يعد الجيران يقرؤون الرقم { $number }.
now-name_yes = حسنًا. اسمك مع الرقم { $number }.
now-name_no = حسنًا. الرقم { $number } بدون اسمك.
now-no-more = حسنًا. لم يعد الجيران يقرؤون شيئًا منك.
done-none = لا شيء هنا بعد. هنا أجوبة على رسائل الجيران. فقط بموافقتهم.
done-heading = هذا ما قاله الجيران، وما نتج عنه. فقط ما سمحوا بقراءته.
done-said =
    { $kind } · { $wijk } · { $date }
    { $words }
done-no-words = (بالصوت، أو صورة)
done-name = من: { $name }
done-answer =
    الجواب: { $outcome }. { $state }
    لماذا؟ { $reason }
done-by = ينتهي قبل: { $day }.
done-decided = تم القرار.
done-in_progress = العمل جارٍ.
done-done = تم.
done-checked = تم.
done-closed = أُغلق.
reads =
    من يقرأ ما ترسله؟
    { $people }
reads-line = { $name } · { $role }
reads-neighbours = الجيران لا يقرؤون شيئًا. فقط بعد موافقتك يرون كلماتك والجواب.
reads-never =
    من لا يقرأ هنا أبدًا: { $roles }.
    لا أرسل شيئًا إلى الشرطة أو المدرسة أو مكتب المساعدات.
reads-telegram = Telegram شركة. ويمكنها أن تحفظ رسائلك أيضًا.
never-key-person = أشخاص الثقة في الحي
never-community-worker = العاملون الاجتماعيون
never-representative = ممثلو السكان
mydata =
    هذا ما أعرفه عنك.

    اسمك: { $name }
    حيّك: { $wijk }
    لغتك: { $language }
    رقم هاتفك: { $phones }
    أين نتكلم: { $places }
    { $contributions ->
        [0] لم ترسل شيئًا.
        [one] رسالة واحدة منك.
        [two] رسالتان منك.
        [few] { $contributions } رسائل منك.
        [many] { $contributions } رسالة منك.
       *[other] { $contributions } رسالة منك.
    }
    { $messages ->
        [0] لا أحفظ رسائل لك.
        [one] أحفظ رسالة واحدة لك.
        [two] أحفظ رسالتين لك.
        [few] أحفظ { $messages } رسائل لك.
        [many] أحفظ { $messages } رسالة لك.
       *[other] أحفظ { $messages } رسالة لك.
    }
mydata-responsible =
    المسؤول عن بياناتك: { $controller }.
    للمزيد: { $link }
mydata-notice =
    المسؤول عن بياناتك: { $controller }.
    وصلك الشرح في: { $date }. النسخة: { $version }.
    للمزيد: { $link }
mydata-no-opt-ins = لا يمكن للجيران قراءة شيء منك.
mydata-opt-in-neighbours = يمكن للجيران قراءة الرقم { $number }. وافقت في: { $time }.
mydata-opt-in-name = يمكن أن يكون اسمك مع الرقم { $number }. وافقت في: { $time }.
mydata-all = وافقت { $number } مرة. هل تريد ألا يقرأ الجيران شيئًا بعد الآن؟
mydata-erase =
    لا تريد رسائل بعد الآن؟ يكفي كتابة: توقف.
    تريد حذف كل شيء؟ لا يمكنني ذلك بنفسي بعد. إنسان سيفعل ذلك لك.
mydata-erasing = طلبت حذف كل شيء. سيتم ذلك قبل: { $date }. لا رسائل بعد الآن؟ يكفي كتابة: توقف.
