//! What the template engine says, in Chinese.
//!
//! In: its English sentence. Out: the same in Chinese, none for a sentence that is not in the table. The engine
//! has no codes for its errors, so they are known by their words.

/// The engine's sentences and ours; `{}` is what varies, in the same order on both sides.
const SENTENCES: &[(&str, &str)] = &[
    // While a page is made.
    ("Variable `{}` is not defined. Available variables: {}", "没有“{}”这个变量，这里有：{}"),
    ("Variable `{}` is not defined.", "没有“{}”这个变量"),
    ("Variable `{}` exists but its value is undefined", "“{}”这个变量没有值"),
    ("Field `{}` is not defined. Available fields: {}", "没有“{}”这个字段，这里有：{}"),
    ("Field `{}` is not defined.", "没有“{}”这个字段"),
    ("Field `{}` is not defined", "没有“{}”这个字段"),
    ("Cannot index into an undefined value", "没有这个值，不能再取它里面的内容"),
    ("Cannot compare `{}` with `{}`", "“{}”和“{}”不能比较"),
    ("Iteration not possible on type `{}`", "“{}”不能用 for 一个一个取"),
    ("Key/value iteration is not possible on type `{}`, only on maps.", "“{}”没有键和值，for 后面只能写一个名字"),
    ("Math operations can only be done on numbers, found `{}`", "只有数字能计算，这里是“{}”"),
    ("`{}` requires both operands to be numbers, found `{}` and `{}`", "“{}”的两边都要是数字，这里是“{}”和“{}”"),
    ("Cannot divide by 0", "不能除以 0"),
    ("Unable to perform {}", "算不出来：{}"),
    ("Slicing can only be used on arrays or strings, not on `{}`.", "“{}”不能截取一段"),
    ("Slice {} must be an integer, got `{}`", "截取的 {} 要是整数，这里是“{}”"),
    ("Invalid type for the value, expected `{}` but got `{}`", "这里要“{}”，给的是“{}”"),
    ("Missing keyword argument `{}`", "少写了参数“{}”"),
    ("Value `{}` is out of range for `{}`", "“{}”太大或太小，超出了 {} 的范围"),
    ("Function `range` would produce {} elements, which exceeds the limit of {}", "range 要生成 {} 项，最多 {} 项"),
    ("Found invalid field of `loop`: {}. Only {} exist.", "loop 没有“{}”，只有 {}"),
    ("Maximum render recursion depth for components exceeded.", "组件套得太深，多半是绕回了自己"),
    // Names that do not exist.
    ("There is no piece `{}`. Available pieces: {}", "card/ 里没有“{}”这个模板，这里有：{}"),
    ("Unknown filter `{}`", "没有“{}”这个过滤器"),
    ("Unknown function `{}`", "没有“{}”这个函数"),
    ("Unknown test `{}`", "没有“{}”这个判断"),
    ("Unknown component `{}`", "没有“{}”这个组件"),
    ("Unknown template `{}`", "找不到模板“{}”"),
    ("Block `{}` is not defined in any parent template", "上级模板里没有“{}”这个 block"),
    // What cannot be read.
    ("Unexpected end of input", "模板没有写完，可能少了 endif、endfor 或 endblock"),
    ("unexpected end of raw block", "raw 后面没有 endraw"),
    ("unexpected end of string", "引号没有配成对"),
    ("String opened with `{}` is missing its closing `{}`", "引号 {} 没有配成对"),
    ("Closing comment tag `{}` not found", "注释没有写完，少了 {}"),
    ("Unexpected character", "这里有模板里不能用的字符，标点要用英文的"),
    ("Unknown tag", "没有这个标签，或者前面没有和它配对的开头"),
    ("super() called outside of a block", "super() 只能写在 block 里面"),
    ("Found {} but was expecting {}.", "这里是 {}，应当是 {}"),
    ("Found {} but expected one of: {}", "这里是 {}，应当是这些之一：{}"),
    ("Found {} but expected {}.", "这里是 {}，应当是 {}"),
    ("Found {} but expected {}", "这里是 {}，应当是 {}"),
    ("Invalid syntax for `set`: {}", "set 的写法不对，应当是 set 名字 = 值"),
    ("Template already contains a block named `{}`", "block“{}”写了两遍"),
    ("Template is already extending `{}`", "extends 写了两遍，前一个是“{}”"),
    ("Blocks cannot be written inside a {}.", "block 不能写在 {} 里面"),
    ("This content would be ignored: {}", "有 extends 的模板里，block 外面的内容不会显示"),
    ("`{}` cannot be used inside a {}", "“{}”不能写在 {} 里面"),
    ("{} can only be used in a for loop", "{} 只能写在 for 里面"),
    ("{} is a reserved keyword of Tera, it cannot be assigned to.", "“{}”是模板自己用的名字，换一个"),
    ("Keyword argument `{}` is defined more than once", "参数“{}”写了两遍"),
    ("The template nesting is too deep", "模板套得太深"),
    ("The expression is too complex", "这个式子太复杂"),
];

/// The sentence in Chinese, if it is known.
pub(super) fn in_chinese(said: &str) -> Option<String> {
    SENTENCES.iter().find_map(|(english, chinese)| Some(filled(chinese, &varying(english, said)?)))
}

/// What stands for each `{}` of a sentence.
fn varying<'a>(sentence: &str, said: &'a str) -> Option<Vec<&'a str>> {
    let (first, rest) = sentence.split_once("{}").map_or((sentence, None), |(first, rest)| (first, Some(rest)));
    let mut left = said.strip_prefix(first)?;
    let Some(rest) = rest else { return left.is_empty().then(Vec::new) };
    let mut found = Vec::new();
    let mut fixed = rest.split("{}").peekable();
    while let Some(part) = fixed.next() {
        let at =
            if fixed.peek().is_none() { left.len().checked_sub(part.len()).filter(|_| left.ends_with(part)) } else { left.find(part) }?;
        found.push(&left[..at]);
        left = &left[at + part.len()..];
    }
    Some(found)
}

fn filled(chinese: &str, varying: &[&str]) -> String {
    let mut parts = chinese.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, found) in parts.zip(varying) {
        out.push_str(&found.replace(", ", "、").replace(" and ", "、").replace('`', "").replace("identifier", "名字"));
        out.push_str(part);
    }
    out
}
