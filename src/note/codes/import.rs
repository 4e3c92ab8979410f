//! What importing may say of a file, and what is said of texts that wait for an editor.

use crate::note::code::codes;

codes! {
    "import-empty" {
        [when "交给 banbao import 的文件里没有字", "a file given to `banbao import` holds no text"]
        Error import_empty() "文件里没有文字", "there is no text in the file"
            => "看看是不是拿错了文件", "check that it is the right file";
        Error import_page_empty() "这个网页里没有正文：文字可能是打开以后才显示的，存下来的只有空壳", "there is no running text in this page: it may only appear once the page is open, and was not saved"
            => "在浏览器里打开网页，等文字和图片都出来，再“另存为”完整网页或 .mhtml", "open the page in a browser, wait for its text, and save it as a complete page or as .mhtml";
    }
    "import-picture" {
        [when "交给 banbao import 的是一张图片", "a picture was given to `banbao import`"]
        Error import_picture() "这是一张图片，里面没有可以导入的文字", "this is a picture: there is no text in it to import"
            => "图片放在稿件旁边，在稿件里写：![说明](文件名)", "put the picture beside its article and write there: ![words](file)";
    }
    "import-not-word" {
        [when "交给 banbao import 的 .docx 里没有 Word 的正文", "a .docx given to `banbao import` holds no text of Word"]
        Error import_zip() "这是一个压缩包，不是 Word 文件", "this is a zip archive and no Word file"
            => "先解开它，再导入里面的文件", "unpack it and import the files in it";
        Error import_no_document() "这个 .docx 里没有正文（word/document.xml）", "this .docx has no text (word/document.xml)"
            => "在 Word 或 WPS 里打开它，另存为 .docx 再导入", "open it in Word or WPS and save it again as .docx";
        Error import_broken_word(reason) "这个 .docx 坏了：{reason}", "this .docx is broken: {reason}"
            => "在 Word 或 WPS 里打开它，另存为 .docx 再导入", "open it in Word or WPS and save it again as .docx";
    }
    "import-old-word" {
        [when "交给 banbao import 的是 .doc、.wps 或别的办公文件", "a .doc, .wps or another office file was given to `banbao import`"]
        Error import_old_word() "这是旧格式的 Word 或 WPS 文件（.doc、.wps），读不了", "this is an old Word or WPS file (.doc, .wps), which cannot be read"
            => "在 Word 或 WPS 里打开它，另存为 .docx 再导入", "open it in Word or WPS, save it as .docx and import that";
        Error import_office(name) "这是 {name} 文件，读不了", "this is a {name} file, which cannot be read"
            => "打开它，把文字复制到一个 .txt 或 .docx 文件里再导入", "open it, copy its text to a .txt or .docx file and import that";
    }
    "import-locked" {
        [when "交给 banbao import 的 Word 文件设了密码", "a Word file given to `banbao import` has a password"]
        Error import_locked() "这个文件设了密码，读不了", "this file has a password"
            => "在 Word 或 WPS 里去掉密码，另存为 .docx 再导入", "remove the password in Word or WPS and save it as .docx";
    }
    "import-bomb" {
        [when "交给 banbao import 的文件解开后太大、部件太多，或者部件的名字指向外面", "a file given to `banbao import` unpacks to too much, or its parts have names that lead out of it"]
        Error import_bomb(what, most) "这个文件不正常：{what}，最多 {most}", "this file is not what it should be: {what}, at most {most}"
            => "在 Word 或 WPS 里打开它，看看内容，另存为 .docx 再导入", "open it in Word or WPS, look at it, and save it again as .docx";
        Error import_page_bomb(what_zh, what_en, most) "这个网页不正常：{what_zh}，最多 {most}", "this page is not what it should be: {what_en}, at most {most}"
            => "在浏览器里打开它，把正文复制到 .txt 文件里再导入", "open it in a browser, copy its text to a .txt file and import that";
        Error import_outside(name) "这个文件里有一个部件的名字指向外面：“{name}”，没有读它", "a part of this file has a name that leads out of it: `{name}`; it was not read"
            => "不要导入来路不明的文件", "do not import files of unknown origin";
        Error import_entity() "这个文件里有外部实体声明（DOCTYPE），没有读它", "this file declares entities (DOCTYPE); it was not read"
            => "不要导入来路不明的文件", "do not import files of unknown origin";
    }
    "import-too-large" {
        [when "交给 banbao import 的文件太大", "a file given to `banbao import` is too large"]
        Error import_too_large(size, most) "文件太大：{size} MB，最多 {most} MB", "the file is too large: {size} MB, at most {most} MB"
            => "把它拆成几个再导入", "split it and import the parts";
    }
    "import-unknown" {
        [when "交给 banbao import 的文件既不是文字，也不是 Word 或网页", "a file given to `banbao import` is neither text nor a Word file nor a web page"]
        Error import_unknown() "看不出这是什么文件", "it cannot be told what this file is"
            => "可以导入的有：文字（.txt、.md）、Word（.docx）、保存下来的网页（.html、.mhtml）", "these can be imported: text (.txt, .md), Word (.docx), saved web pages (.html, .mhtml)";
    }
    "import-ending" {
        [when "文件名的结尾和内容不一样，例如把网页存成了 .docx", "a file's ending does not fit its content, such as a web page named .docx"]
        Warning import_ending(ending, kind_zh, kind_en) "文件名以 {ending} 结尾，内容却是{kind_zh}，按内容读了", "the name ends in {ending}, but the content is {kind_en}: it was read as that"
            => "给文件换一个对的结尾", "give the file the right ending";
    }
    "import-encoding" {
        [when "文件里有的字节读不成字", "some bytes of the file are no characters"]
        Warning import_encoding(name) "按 {name} 编码读，有的字读不出来，成了“�”", "read as {name}, some characters are broken and became `�`"
            => "在记事本里打开它，另存为 UTF-8 再导入", "open it in an editor, save it as UTF-8 and import it again";
    }
    "import-english" {
        [when "导入的文字里一个汉字也没有", "an imported text has no Chinese character"]
        Warning import_english() "这段文字里没有汉字，标点和署名没有动", "there is no Chinese in this text: its marks and byline were left alone"
            => "看看是不是拿错了文件", "check that it is the right file";
    }
    "import-unplaced" {
        [file "content/a.md" "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n今天停水。\n\n<!-- 导入时没有位置的文字 -->\n\n责任编辑：王丹\n"]
        Warning import_unplaced() "导入时没有位置的文字还在稿件最后", "text that had no place when it was imported still stands at the end"
            => "把要的移到正文里，不要的删掉，再删掉这一行", "move what is wanted into the text, delete the rest, then delete this line";
        Advice import_unplaced_draft() "草稿最后还有导入时没有位置的文字", "text that had no place when it was imported still stands at the end of this draft"
            => "把要的移到正文里，不要的删掉，再删掉这一行", "move what is wanted into the text, delete the rest, then delete this line";
    }
    "inbox" {
        [file "content/inbox/停水.txt" "停水通知\n\n莫阳社区明天停水，请各位居民提前接水。\n\n王丹\n"]
        Advice inbox_waits(count, titles) "收件夹里的这个文件还没有导入，能成 {count} 篇稿件：{titles}", "this file in the inbox waits to be imported; it would make {count} articles: {titles}"
            => "运行：banbao import content/inbox", "run: banbao import content/inbox";
        Advice inbox_done() "收件夹里的这个文件已经导入过了", "this file in the inbox has been imported"
            => "可以把它从 content/inbox/ 里移走", "it can be moved out of content/inbox/";
        Advice inbox_cannot(why_zh, why_en) "收件夹里的这个文件导入不了：{why_zh}", "this file in the inbox cannot be imported: {why_en}"
            => "运行 banbao import content/inbox 看怎么办", "`banbao import content/inbox` says what to do";
    }
}
