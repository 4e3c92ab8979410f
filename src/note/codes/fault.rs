//! What is said when the program itself is at fault.

use crate::note::code::codes;

codes! {
    "program-fault" {
        [when "banbao 自己出了错；不是稿件写错了", "banbao itself is at fault, not the file"]
        Error read_fault(reason) "banbao 读这个文件时自己出了错（{reason}）", "banbao failed while reading this file ({reason})"
            => "这是程序的毛病，不是您写错了：请把这个文件发给 banbao 的开发者。这一篇暂时不发布，其他的不受影响",
               "this is a fault of the program, not yours: please send this file to the developers of banbao. It is not published for now; all others are";
        Error page_fault(route, reason) "banbao 做网页 {route} 时自己出了错（{reason}）", "banbao failed while making the page {route} ({reason})"
            => "这是程序的毛病，不是您写错了：请把这一篇发给 banbao 的开发者。这一页暂时不更新，其他的不受影响",
               "this is a fault of the program, not yours: please send its source to the developers of banbao. The page is left out for now; all others are made";
    }
}
