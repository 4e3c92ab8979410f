//! The fields of the registers: communities, programs, authors and tags.

use super::{Names, Takes, fields};

fields! {
    /// What the entries of all registers have.
    ENTRY "entry" "名录的一项", "an entry of a register" {
        NAME Required "name" ["名称", "名字"] "name", Takes::Text,
            "全名，印在版面上", "the full name, as it is printed", "莫阳社区";
        ALIASES Optional "aliases" ["别名", "简称", "又名"] "other names", Takes::List(Names::Words),
            "别的叫法，写稿时用哪个都行", "other names that articles may use", "[莫阳]";
        ORDER Optional "order" ["排序", "次序"] "order", Takes::Number,
            "小的排在前面", "smaller ones come first", "10";
    }
    /// An entry of `content/communities/`.
    COMMUNITY "community" "社区", "community" with ENTRY {
        DISTRICT Optional "district" ["行政区"] "district", Takes::Text,
            "哪个区", "its district", "相城区";
        STREET Optional "street" ["街道"] "street office", Takes::Text,
            "哪个街道", "its street office", "元和街道";
        CONTACT Optional "contact" ["联系方式", "电话"] "contact", Takes::Text,
            "联系方式；里面的电话可以直接拨", "how to reach it; a telephone number in it can be dialled", "社区服务中心一楼";
        CLOSED Optional "closed" ["撤并"] "closed", Takes::Period,
            "撤并的日期；旧稿子还在", "since when it is no more; its articles stay", "2024-08";
    }
    /// An entry of `content/programs/`.
    PROGRAM "program" "项目", "program" with ENTRY {
        COMMUNITIES Optional "communities" ["社区", "参与社区"] "communities", Takes::List(Names::Communities),
            "哪些社区一起办", "the communities that take part", "[莫阳社区, 凌浜社区]";
        STATUS Optional "status" ["状态"] "status", Takes::Text,
            "进行得怎么样", "how it goes", "进行中";
        STARTED Optional "started" ["开始"] "started", Takes::Period,
            "从什么时候开始，只写年份也行", "when it began; a year is enough", "2021";
        ENDED Optional "ended" ["结束"] "ended", Takes::Period,
            "到什么时候结束，只写年份也行", "when it ended; a year is enough", "2024";
    }
    /// An entry of `content/authors/`.
    AUTHOR "author" "作者", "author" with ENTRY {}
    /// An entry of `content/tags/`.
    TAG "tag" "标签", "tag" with ENTRY {}
}
