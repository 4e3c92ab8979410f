//! What reading files may say.

use crate::note::code::codes;

codes! {
    "no-config" {
        [when "站点没有 content/site.yaml", "the site has no content/site.yaml"]
        Error no_config() "没有 content/site.yaml", "there is no content/site.yaml"
            => "建这个文件，写一行：title: 某某社区板报；或运行 banbao init", "make it with one line, title: Our bulletin; or run banbao init";
    }
    "link-outside" {
        [when "content/ 里有一个链接，指向站点以外的文件", "a link in content/ leads to a file outside the site"]
        Error link_outside(path) "“{path}”是一个指向站点以外的链接", "`{path}` is a link that leads out of the site"
            => "把真正的文件放进来，不要用链接", "put the file itself here instead of a link";
    }
    "not-a-file" {
        [when "content/ 里有管道、设备或套接字", "a pipe, device or socket lies in content/"]
        Error not_a_file(path) "“{path}”不是普通文件（可能是管道或设备）", "`{path}` is not a regular file"
            => "把它移出 content/ 和 themes/", "move it out of content/ and themes/";
    }
    "not-md" {
        [file "content/停水.MD" "---\ntitle: 停水\n---\n"]
        Error not_md(file, stem) "“{file}”的结尾不是 .md，不会成为网页", "`{file}` does not end in .md: it becomes no page"
            => "把文件名改成 {stem}.md（结尾用小写）", "rename it to {stem}.md (in lower case)";
    }
    "too-deep" {
        [when "文件夹一层套一层，超过 32 层", "folders are nested more than 32 deep"]
        Error too_deep(most) "文件夹套得太深（超过 {most} 层）", "folders are nested more than {most} deep"
            => "把里面的稿件移到浅一些的文件夹", "move what is inside to a folder further up";
    }
    "file-name" {
        [when "文件名不是有效的文字（例如从别的系统拷来的 GBK 文件名）", "a file's name is not valid text, such as a GBK name of another system"]
        Error file_name(name) "文件名的编码不对：“{name}”", "the file name `{name}` is not valid text"
            => "给文件换一个名字", "rename the file";
        Error control_in_name(name) "文件名里有换行或别的控制字符：“{name}”", "the file name `{name}` holds a line feed or another control character"
            => "给文件换一个名字", "rename the file";
    }
    "link-loop" {
        [when "content/ 里有一个绕回自己的链接", "a link in content/ leads back to itself"]
        Error link_loop(path) "“{path}”是一个绕回自己的链接", "`{path}` is a link that leads back to itself"
            => "删掉这个链接", "remove the link";
    }
    "link-dangling" {
        [when "content/ 里有一个链接，它指向的文件不存在", "a link in content/ leads to a file that does not exist"]
        Error link_dangling(path) "“{path}”指向的文件不存在", "`{path}` leads to a file that does not exist"
            => "删掉这个链接，或补上它指向的文件", "remove the link, or add the file it leads to";
    }
    "vanished" {
        [when "正在读稿件时，有文件被删掉或移走了", "a file was removed or moved away while the articles were read"]
        Warning vanished(path) "读稿件的时候，“{path}”不见了，这次没有它的网页", "`{path}` vanished while the articles were read: this time it has no page"
            => "如果是你删的，不用管；如果正在保存或同步，等做完再运行一次", "if you removed it, all is well; if it is being saved or synchronized, run again when that is done";
    }
    "too-large" {
        [when "一篇稿件超过 2 MB，或一个附件超过 50 MB", "an article of more than 2 MB, or an attachment of more than 50 MB"]
        Error too_large(size, most) "文件太大：{size} MB，最多 {most} MB", "the file is too large: {size} MB, at most {most} MB"
            => "把它拆成几个，或压缩后再放进来", "split it, or make it smaller";
    }
    "nul-byte" {
        [file "content/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n通知\0\n"]
        Error nul_byte(line) "第 {line} 行有空字节（NUL），这不是文本文件", "line {line} holds a NUL byte: this is not a text file"
            => "用文本编辑器重新保存为 UTF-8", "save it again as UTF-8 in a text editor";
    }
    "encoding" {
        [when "稿件是用 GBK 或 UTF-16 保存的", "an article was saved as GBK or UTF-16"]
        Error encoding(name, from, path) "文件是 {name} 编码，要用 UTF-8", "the file is encoded as {name}; it must be UTF-8"
            => "在编辑器里另存为 UTF-8，或运行：iconv -f {from} -t UTF-8 {path} > 新文件",
               "save it as UTF-8, or run: iconv -f {from} -t UTF-8 {path} > new-file";
    }
    "invalid-utf8" {
        [when "稿件里有一个字节不是 UTF-8", "a byte of an article is not UTF-8"]
        Error invalid_utf8(line, byte) "第 {line} 行第 {byte} 个字节不是有效的 UTF-8", "byte {byte} of line {line} is not valid UTF-8"
            => "在编辑器里打开这一行，删掉乱码，另存为 UTF-8", "open this line in an editor, delete what is broken, save as UTF-8";
    }
    "copy" {
        [file "content/2024/08/a - 副本.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        Warning copied_file(file, original) "“{file}”像是“{original}”的副本，它会另外登出一篇", "`{file}` looks like a copy of `{original}`; it is published as another article"
            => "不要就删掉它；要登就给它起个自己的名字", "remove it, or give it a name of its own";
    }
}
