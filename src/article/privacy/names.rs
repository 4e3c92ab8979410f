//! Full names of persons: a surname, one or two characters of the kind that names are made of, and neighbours that
//! leave room for a name.
//!
//! There is no dictionary of words here, so a name is weighed: how seldom its surname is anything else, what stands
//! before it and after it. Never sure; what is made of it are hints.

use std::ops::Range;
use std::sync::OnceLock;

use super::words::{ByCharacter, Class, Words, in_names, places};

/// Surnames that seldom begin another word.
pub(super) const SURE: &str = "王李张刘陈杨赵黄周吴徐孙朱胡郭罗梁宋郑谢韩唐冯邓曹彭曾萧蔡潘袁董苏魏吕蒋丁沈姚姜崔谭陆汪廖贾薛闫戴邱侯邹熊孟秦阎段雷郝邵\
    龚钱汤尹黎樊兰殷庞倪翁俞庄邢岳齐詹骆柯耿冉虞褚娄焦谷裘葛奚瞿聂佘缪荀蔺窦翟颜鲍晏岑柳霍卓滕屠阮蓝鲁廉蒲桑柴覃臧车佟郜郦";
/// Surnames that are everyday characters too.
pub(super) const OTHER: &str = "林何高马范方石任余叶程于傅钟卢田夏付江史顾毛武乔赖施陶洪康贺严温季童易祝章耿祁喻辛甘凌裴苗麦胥巫鞠";
/// Surnames that begin so many words that a name of two characters cannot be told from them.
pub(super) const WEAK: &str = "万常文安向关路成左申项金包单白米池水花时平全华明尚查盛纪费宁计舒席管丛木古景冷解应连边党";
pub(super) const DOUBLE: Words = Words("欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 东方 端木 闻人 长孙 宇文");

/// Characters of given names.
pub(super) const GIVEN: &str = "业伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华文玉萍红玲芬燕彩春菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞\
    莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫芸菲寒欣滢伊亚宜\
    可姬舒影荔枝思若诗淑惠珠翠雅芝巧美荧璇雯艺翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘义兴良海山仁波宁贵福\
    生龙元全国胜学祥才发武新利清飞彬富顺信子永健世广志轩宇浩然梓涵萱睿博豪皓俊煜哲烨霖宸铭昊天成康星光宏安岩中茂进林有坚和彪\
    诚先敬震振壮会群心邦承乐绍功松善厚庆民友裕河江亮政谦亨奇固之轮翰朗伯言鸣朋斌梁栋维启克伦力保毅晋宝峰辉琪炜昌骏逸峻桐彤悦\
    语桃柳莹馨蕾娇卉冰爽琬菡雨昕沐一诺依皖凯恺尧舜禹阳鑫鸿森奕峥嵘旺根财金银水火土木来娥妮姗姝婧婕娉妤妙姿囡妞好喜囝阿大小三\
    二四五六七八九正东南西北长贤孝忠俭宗祖耀麟麒虎豹骥骁鹤鹰鸽凰琅珂珏珑瑜瑛瑄琨珉玮玥玺璟瑗琰钰铮锋钢铁锐锡镇镕铎锴钊钦均坤\
    培城堂增墨壁圣尚品景晖晗晟晔昱昭映昂旻晏曦曼朔望期本权杏杉柏楷榆樱槐榛檀杭杨柯栩梵棋楚歆毓汉汐沁沅沛泓泉泊洛洲津浦润涓淇\
    淳渊渝湘湛源溪滨漫潇澄澜澍瀚炳炫烁焕焱熙熠燊犀献玄琢甜甫甲申界白百皎盈直睦知石砚硕磐祉祎祺禄禅秉科秦程穆立竞章童端笑笛符\
    筱简紫纯纲经绪继绮缘缦罡羽翊翎耘聪肖育胤臻舟艾芃芊芙芷苏苗茉茵茹荃荟莘莞菀菱萌蔚蕙薏蘅虹衡谊谨谷赞越跃路达迅远连迪通逢道\
    遥邈郁采里野量闻阔陶隆雷霁霆靖非韵韬颂颐领飒馥驰高魁鲁黎默齐龄攸修倚偲僖儒兆共兵冬凌几则初剑加劭勋化千升半卓卫原双司合同\
    向吟吾周呈咏圆坦声多夏夫奎如始威孜孟孺守定宛实宣宾密寅察寿尔展屹岱岳岸崇川工左己希帆帅帝常幸庭廷开弛弦弼彦彧征律微忆念怀\
    恒恩恬悠情惟慈慧懿戈戎扬抒抗持捷掬揽支教敦斐斯方旎日旦旋无昀昆易是晚普智更朝朴朵材村极果枚柱桑桦横欧步歌求沉沙治法洪流浓\
    涌涤淼深温游湖满溢滔漪潮激灵灿烈烽熹燃牧特狄猛玖玛玫班理甘用田由画略畅登目相礼社祝神禾稚穗空笙精糯索纪纹线组细织结绣缨罗\
    老而聘肃胡能自色苹范营落蒙蓝蕴薄融衍表袖裳见观觉解让讯谋贝赐起运遇那郎重门问闽队陆陈院除集零霜音顶项预题飘首骄麦";
/// Words that begin like a name; the longer ones first would not matter, since each is whole.
const WORDS: Words = Words(
    "钟声 程表 高三 高二 高一 高原 高峰 高潮 高唱 任期 任职 任教 江面 江水 田野 石油 石化 马力 马达 叶片 林场 林区 方圆 方才 \
    余晖 夏粮 夏收 严冬 严防 温室 童工 毛衣 毛毯 武装 武警 陶瓷 陶醉 洪涝 康泰 易拉 曾让 段时 段日 高血压 白血病 高血脂 \
    高血糖 任何人 于是 方便 方式 方向 方法 方案 方面 何时 何地 何处 何种 高兴 高级 高度 高考 高中 高温 高空 高龄 高质 高效 \
    高新 高楼 高校 高铁 高层 马上 马路 马拉松 石头 石材 任务 任何 任意 余人 余名 余户 余位 余次 余元 程度 程序 于今 \
    夏天 夏日 夏季 夏令 江苏 江南 江边 江河 历史 史料 史实 顾问 顾客 顾虑 毛巾 毛笔 毛病 毛线 毛主席 万元 万人 万户 万余 \
    万家 万名 常见 常态 常年 常常 常用 常务 常住 武术 武汉 文明 文化 文艺 文体 文件 文字 文章 文书 文创 文娱 施工 施行 施策 \
    洪水 康复 康养 康乐 康乃馨 严格 严重 严肃 温馨 温暖 温度 温情 季节 季度 安全 安排 安装 安置 安静 安心 安宁 安徽 安元 \
    安享 童年 童心 童话 童趣 易发 易燃 易爆 易懂 向上 向前 向着 关心 关爱 关注 关系 关于 关键 关怀 祝福 祝愿 祝贺 路面 路上 \
    路口 路段 路灯 路南 路边 路过 成立 成员 成功 成长 成为 成果 成效 成本 成人 成年 成绩 章程 项目 金额 金秋 金融 金牌 金奖 \
    金辉 包括 包装 包粽 包饺 单位 单元 单独 单亲 单身 白天 白色 白酒 白衣 水平 水果 水电 水管 水质 花园 花卉 花草 花南 花样 \
    花费 时间 时代 时候 时光 时刻 时期 时尚 平安 平台 平时 平均 平等 平常 平日 黄色 黄金 黄昏 黄梅 全面 全体 全程 全部 全家 \
    全国 全区 全市 全村 全校 全力 全新 全民 全年 全覆盖 华东 华辰 华夏 明天 明确 明显 明年 明白 明月 尚未 查看 查询 查出 \
    查体 查处 查找 盛夏 盛大 纪念 纪律 纪委 纪检 费用 费心 宁静 宁波 计划 计算 计生 舒适 舒心 舒缓 席位 席地 管理 管家 管道 \
    管控 木工 木材 古典 古城 古诗 古巷 古镇 古代 景区 景观 景色 冷饮 冷静 解决 解答 解读 解释 解放 应急 应对 应用 应当 应该 \
    应届 应有 连续 连接 连心 麦田 边上 边远 党员 党委 党建 党群 党组 党支部 党总支 党课 党史 党的 党中央 张贴 张罗 王国 王者 \
    刘备 陈述 陈列 陈旧 杨树 黄河 黄山 黄浦 周末 周边 周围 周期 周年 周岁 周日 周一 周二 周三 周四 周五 周六 周到 周密 \
    周到地 吴江 吴中 吴门 徐州 徐徐 孙子 孙女 孙辈 朱红 朱巷 胡同 郭巷 罗列 梁上 宋代 宋词 郑州 谢谢 谢意 谢绝 韩国 唐诗 \
    唐代 邓小平 曾经 曾任 曾是 曾获 董事 苏州 苏绣 苏式 苏城 苏南 苏北 苏锡 苏大 吕剧 蒋巷 丁香 沈阳 沈周 姚祥 姜汤 姜茶 \
    陆续 陆巷 陆家 陆军 陆地 汪洋 贾汪 薛家 戴上 戴好 戴着 邱县 雷锋 雷雨 雷电 钱包 钱款 钱财 汤圆 汤包 尹山 黎明 兰花 兰州 \
    庞大 庄严 庄稼 庄园 齐心 齐全 齐聚 齐唱 谷雨 谷物 岳阳 岳父 岳母 段落 卓越 车辆 车位 车主 车库 车间 车站 车上 车票 车流 \
    车祸 蓝天 蓝色 鲁迅 廉洁 廉政 桑葚 柴油 阮咸 颜色 颜料 柳树 柳条 柳州 时任 关节 关节炎 成年人 白内障 水痘 \
    高龄老 常熟 常州 常委 康居 花甲 安康 安居 金鸡湖 金山 林业 林立 林木 林地 何况 何必 马来 马克思 方正 石湖 石路 夏令营 \
    江阴 万一 万分 乔迁 贺卡 贺年 文昌 文庙 安保 向阳 关爱老 路北 路东 路西 左右 左手 申请 申报 申领 申诉 金钥匙 包容 米饭 \
    米粉 池塘 全员 华侨 明媚 明亮 祁门 辛苦 辛勤 甘露 凌晨 凌浜 尚有 纪录 宁愿 裴家 计时 席卷 管委会 冷库 应邀 麦穗 胥口 \
    胥江 车牌 车道 车棚 范围 范文 范例 余下 余款 付费 付款 付出 傅家 钟楼 钟点 卢沟 田间 田园 田地 田径",
);

/// What a name may follow, as the end of a word.
const BEFORE: Words = Words(
    "居民 村民 邻居 老人 学生 同学 孩子 患者 业主 住户 党员 男孩 女孩 男童 女童 儿童 少年 婆婆 大爷 大妈 奶奶 爷爷 阿姨 叔叔 \
     母亲 父亲 妈妈 爸爸 儿子 女儿 孙子 孙女 妻子 丈夫 姐姐 妹妹 哥哥 弟弟 朋友 选手 得主 获奖者 青年 职工 工人 农民 市民 \
     群众 户 对象 家庭 小伙 姑娘 女士 先生 的 为 给 对 把 被 叫 名叫 是 和 与 及 向 由 让 请 如 从 跟 同 到 在 帮 帮助 看望 \
     慰问 走访 探望 照顾 资助 陪 有 像 替 者 员 长 师 生 家 级 班 岁 名 位 组 队 人 听说 据 获悉 当 比如 例如 其中 还有 以及 \
     问 说 道 因 故 今 日 时 后 中 里 上 下 获得 授予 祝贺 恭喜 表扬 称 代表 书记 主任 小学 中学 学校 园 社区 村 病 症 癌 \
     残疾 低保 特困 孤儿 委员 医生 老师 志愿 一等奖 二等奖 三等奖 奖 冠军 亚军 季军 第一名 小朋友",
);
/// What may follow a name.
const AFTER: Words = Words(
    "的 是 在 和 与 及 今年 现年 患 因 身患 确诊 被 家 住 说 告诉 表示 介绍 获 得 就读 上 读 从 自 已 有 又 也 正 享 领 接受 \
     参加 来自 为 曾 突发 查 不幸 独居 同学 小朋友 女士 先生 老人 则 还 刚 即 将 以 向 把 对 给 等 或 于 了 罹 低保 残疾 一 \
     两 才 年 都 每 很 去 来 到 最 第 拿 捧 站 写 画 用 带 跟 同 就 能 可 要 想 会 没 不 常 总 经 由 靠 这 那 她 他 全 长 多 \
     生 病 做 住院 手术 术 中风 瘫 失 离 出 回 学 爱 当 申请 需 感 笑 高兴 激动 代表 荣获 夺 等人 母 父 爸 妈 奶 爷 一家 夫妇 \
     夫妻 作 听 看 走 跑 帮 教 捐 掏 登 演 朗 唱 跳 弹 赢 喜 主 负 目 近 前 昨 本 摔 骨 痛 得知 肢 双 四 三 二 六 七 八 九 五 \
     十 小学 初 高 大 其 属 符合 成 尿 透 化疗 癌 糖 所 如 仍 却 便 至 再 更 只 随 坐 扶 躺 连 收 积 认 开 发 讲 提 特 重 单 \
     独 无 孤 留 困",
);
/// What a surname alone may be followed by: 王阿姨 is no full name.
const TITLES: Words = Words(
    "大夫 护士 总理 主席 部长 省长 市长 村长 站长 所长 阿姨 大爷 大妈 奶奶 爷爷 叔叔 先生 女士 老师 医生 书记 主任 警官 师傅 \
     老伯 婆婆 同学 院长 局长 处长 经理 校长 队长 老太 老汉 大姐 大哥 大叔 大娘 阿婆 阿公 伯伯 某 姓 氏 家 小姐 太太 教授 \
     教练 总 工 导",
);
/// What follows a place's name.
const PLACES: Words = Words(
    "社区 村 路 镇 街 区 市 县 省 小区 花园 小学 中学 医院 公司 幼儿园 学校 新村 苑 桥 站 巷 弄 家园 公园 广场 园区 大桥 湖 \
     河 山 寺 庄 浜 里弄 大道 集团 银行 派出所 大学 学院 初中 高中",
);
/// Those whom everybody knows: what is said of them is nobody's secret.
const KNOWN: Words = Words(
    "雷锋 毛泽东 周恩来 邓小平 习近平 朱德 刘少奇 李白 杜甫 苏轼 白居易 王羲之 范仲淹 唐伯虎 文徵明 顾炎武 叶圣陶 焦裕禄 \
    孔繁森 张桂梅 钟南山 袁隆平 黄文秀 鲁迅 孙中山 岳飞 文天祥 林则徐 郑和 王安石 陆游 李清照 张衡 祖冲之 李时珍 张仲景 华佗 \
    钱学森 邓稼先 华罗庚 屠呦呦 杨利伟 王继才 王进喜 董存瑞 黄继光 邱少云 刘胡兰 江姐 张海迪 梅兰芳 齐白石 徐悲鸿 费孝通 \
    李政道 王亚平 姚明 刘翔 李娜 郎平 诸葛亮 司马迁 欧阳修 江泽民 胡锦涛 温家宝 朱镕基 江竹筠 顾廷龙 贝聿铭 吴健雄 陆文夫 \
    柳亚子 沈括 沈周 唐寅 祝枝山 冯梦龙 况钟 孙武 伍子胥",
);

struct Lists {
    words: ByCharacter,
    known: ByCharacter,
    double: ByCharacter,
    titles: ByCharacter,
    places: ByCharacter,
    before: ByCharacter,
    after: ByCharacter,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        words: ByCharacter::first(WORDS),
        known: ByCharacter::first(KNOWN),
        double: ByCharacter::first(DOUBLE),
        titles: ByCharacter::first(TITLES),
        places: ByCharacter::first(PLACES),
        before: ByCharacter::last(BEFORE),
        after: ByCharacter::first(AFTER),
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{323af}')
}

/// The bytes of every full name in a text, in order.
pub(crate) fn full_names(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for at in places(text, Class::SURNAME) {
        if at < done {
            continue;
        }
        if let Some((length, score, least)) = weigh(text, at)
            && score >= least
        {
            let name = at..at + length;
            done = name.end;
            if !lists().known.has(&text[name.clone()]) {
                found.push(name);
            }
        }
    }
    found
}

/// Whether some three characters stand somewhere in a text as a name does.
pub(crate) fn stands_as_name(text: &str, name: &str) -> bool {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    text.match_indices(name).take(8).any(|(at, _)| {
        let (from, to) = (floor(at.saturating_sub(30)), floor((at + name.len() + 30).min(text.len())));
        full_names(&text[from..to]).contains(&(at - from..at - from + name.len()))
    })
}

/// Whether some characters have room around them for a name somewhere in a text.
pub(crate) fn has_room(text: &str, name: &str) -> bool {
    text.match_indices(name).take(8).any(|(at, _)| {
        let left = text[..at].chars().next_back();
        let is_free = left.is_none_or(|c| !is_han(c)) || lists().before.ending(&text[..at]).any(|word| word.len() > 3);
        is_free && after(&text[at + name.len()..]) > 0
    })
}

/// What a name at a byte would be: its length in bytes, what speaks for it, and how much of that it takes.
fn weigh(text: &str, at: usize) -> Option<(usize, u8, u8)> {
    let rest = text.get(at..)?;
    let class = in_names(rest.chars().next()?);
    let lists = lists();
    let double = class.has(Class::DOUBLE) && lists.double.begins(rest);
    let is_sure = double || class.has(Class::SURE);
    let is_weak = class.has(Class::WEAK);
    let surname: usize = if double { 2 } else { 1 };
    // Where each of the next characters ends, and whether it may be one of a given name.
    let mut ends = [rest.len(); 4];
    let mut is_given = [false; 4];
    for ((end, is_given), (from, c)) in ends.iter_mut().zip(&mut is_given).zip(rest.char_indices()) {
        (*end, *is_given) = (from + c.len_utf8(), in_names(c).has(Class::GIVEN));
    }
    if !(is_sure || is_weak || class.has(Class::OTHER)) || !is_given[surname] {
        return None;
    }
    // `6米高`, `9时开始`: a unit.
    if !is_sure && text[..at].ends_with(|c: char| super::number::digit(c).is_some()) {
        return None;
    }
    let behind = &rest[ends[surname - 1]..];
    if lists.titles.begins(behind) && !is_longer_name(behind) {
        return None;
    }
    let before = before(text, at);
    let mut best = None;
    for given in [2, 1] {
        if !is_given[surname..surname + given].iter().all(|is_given| *is_given) {
            continue;
        }
        let length = ends[surname + given - 1];
        let (word, two, behind) = (&rest[..length], &rest[..ends[1]], &rest[length..]);
        if lists.words.has(word) || (lists.words.has(two) && !double) || lists.places.begins(behind) && !is_school(before, behind) {
            continue;
        }
        let after = after(behind);
        let score = before + after + u8::from(is_sure) + u8::from(double);
        let least = match (given, is_sure) {
            (2, true) => 2,
            (2, false) if before > 0 && after > 0 && !is_weak => 2,
            (2, false) if before > 0 => {
                if is_weak {
                    4
                } else {
                    3
                }
            }
            (1, _) if before > 0 && after > 0 && !is_weak => 3,
            _ => continue,
        };
        if score >= least {
            return Some((length, score, least));
        }
        best = best.or(Some((length, score, least)));
    }
    best
}

/// `王诗涵小学五年级`: a school after a name that stands after a mark.
fn is_school(before: u8, rest: &str) -> bool {
    before == 2 && (rest.starts_with("小学") || rest.starts_with("初中") || rest.starts_with("高中"))
}

/// A title's character may be a name's: 王家豪, 李总明 are whole names, 王家 is none.
fn is_longer_name(rest: &str) -> bool {
    let mut rest = rest.chars();
    let (first, second) = (rest.next(), rest.next());
    matches!(first, Some('家' | '工' | '导'))
        && second.is_some_and(|c| {
            in_names(c).has(Class::GIVEN) && !matches!(c, '里' | '中' | '长' | '人' | '有' | '住' | '来' | '作' | '程' | '师' | '和')
        })
}

/// What speaks for a name on its left: 2 for a mark, an edge or a word that names follow.
fn before(text: &str, at: usize) -> u8 {
    match text[..at].chars().next_back() {
        None => 2,
        Some(c) if !is_han(c) => 2,
        // One character that words end in speaks less than a whole word.
        Some(_) => lists().before.ending(&text[..at]).map(|word| 1 + u8::from(word.len() > 3)).max().unwrap_or(0),
    }
}

/// What speaks for a name on its right.
fn after(rest: &str) -> u8 {
    match rest.chars().next() {
        None => 2,
        Some(c) if !is_han(c) => 2,
        Some(_) => lists().after.beginning(rest).map(|word| 1 + u8::from(word.len() > 3)).max().unwrap_or(0),
    }
}
