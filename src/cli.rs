//! The command line: what may be typed, and which command it calls. clap is used here only.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::command::{self, build, check, explain, import, init, new, next, schema, search, serve};

use crate::error::Error;
use crate::note::Speech;
use crate::search::QueryOptions;

/// 板报：把一个文件夹的稿件做成任何静态主机都能放的社区板报网站。
#[derive(Debug, Parser)]
#[command(
    name = "banbao",
    version,
    about = "板报 - 把一个文件夹的 Markdown 稿件做成社区板报网站\nbanbao - a static site generator for community news bulletins",
    after_help = "第一次用 First steps:\n  banbao init 我的板报       建一个新站点\n  banbao --root 我的板报 serve --open   边写边看\n  banbao --root 我的板报 build          做成网站，在 public/\n不写命令就是 build。Without a command, banbao builds.",
    subcommand_help_heading = "命令 Commands",
    next_help_heading = "选项 Options",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Cli {
    /// 站点的文件夹；不写就从当前文件夹往上找有 content/ 的那个 · folder of the site
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// 提示用哪种语言 · language of messages
    #[arg(long, value_enum, default_value = "zh")]
    lang: Lang,
    /// 看说明；写在命令后面就是那个命令的说明 · this help, or that of a command
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 版本 · version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 建一个新站点，马上就能做成网站 · make a new site that builds at once
    Init {
        /// 新文件夹 · the new folder
        dir: PathBuf,
    },
    /// 建一篇新稿件，从不覆盖已有的文件 · make a new article, never over another
    New(NewArgs),
    /// 把报纸文字、Word 文件、存下来的网页、群里的消息变成稿件 · make articles of what you already have
    Import(ImportArgs),
    /// 把稿件做成网站 · build the site
    Build(BuildArgs),
    /// 在本机预览，保存稿件后页面自己更新 · preview with live reload
    Serve(ServeArgs),
    /// 检查全部稿件，不写任何文件 · check everything, write nothing
    Check(CheckArgs),
    /// 网站下一次自己变是什么时候：发布、到期、置顶和紧急通知 · when the site next changes by itself
    Next(NextArgs),
    /// 在做好的网站里搜索 · search the built site
    Search(SearchArgs),
    /// 提示的代码是什么意思、怎么改 · what the code of a message means
    Explain {
        /// 方括号里的代码；不写就列出全部 · the code in brackets; all of them when not given
        code: Option<String>,
    },
    /// 给主题作者和站点管理员的说明 · definitions for theme authors and hosts
    Schema {
        /// 哪一份说明 · which one
        #[arg(value_enum)]
        name: SchemaName,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaName {
    /// 主题模板的变量 · variables of templates
    Theme,
    /// 主机应当一起发送的响应头 · headers that a host should send
    Headers,
    /// 每个版本改了什么，旧主题和旧站点怎么改 · what each version changed for themes and sites
    Changes,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// 标题 · headline
    title: String,
    /// 社区，可以写几次 · community, may be repeated
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    /// 项目，可以写几次 · program, may be repeated
    #[arg(long, value_name = "NAME")]
    program: Vec<String>,
    /// 作者，可以写几次 · author, may be repeated
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// 日期，不写就是今天 · date, today when not given
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// 文件、文件夹，或 -（从标准输入读） · files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 文中没写日期时用这一天 · date where the text has none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// 文中没提社区时用它，可以写几次 · community where the text names none
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    /// 文中没提项目时用它，可以写几次 · program where the text names none
    #[arg(long, value_name = "NAME")]
    program: Vec<String>,
    /// 文中没有署名时用它，可以写几次 · author where the text is not signed
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// 直接发布，不先当草稿 · publish at once, not as drafts
    #[arg(long, conflicts_with = "draft")]
    publish: bool,
    /// 写成草稿（不写也是这样） · as drafts, which is the default
    #[arg(long)]
    draft: bool,
    /// 只看会写成什么样，不写任何文件 · print each file, write nothing
    #[arg(long)]
    dry_run: bool,
    /// 报告的格式 · format of the report
    #[arg(long, value_enum, default_value = "human")]
    format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// 给人看
    Human,
    /// 每行一个 JSON
    Json,
}

#[derive(Debug, Args, Default)]
struct BuildArgs {
    /// 写到哪个文件夹，不写就是站点里的 public/ · where to write
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// 网站将来的网址，代替 site.yaml 里的 base_url · where the site will be
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// 草稿也做进去 · include drafts
    #[arg(long)]
    drafts: bool,
    /// 把“现在”当作这个时刻 · the moment that stands for now
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// 有错误或警告就什么都不写 · write nothing if there is any error or warning
    #[arg(long)]
    strict: bool,
    /// 报告每一步用了多少时间（各步依次做） · time of each stage, one after the other
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "table", require_equals = true)]
    timings: Option<TimingsFormat>,
    /// 用几个线程 · number of threads
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// 输出文件夹里有别人的文件也照写（不动那些文件）· write beside files of others
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TimingsFormat {
    /// 表格
    Table,
    /// JSON
    Json,
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// 监听的地址 · address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// 端口 · port
    #[arg(long, default_value_t = 3030)]
    port: u16,
    /// 草稿也显示 · include drafts
    #[arg(long)]
    drafts: bool,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    open: bool,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// 只报告这些文件或文件夹（全站照样检查）；不写就是全部 · report on these files or folders only
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 只报告和 Git 上一次提交不同的文件 · report only on files that differ from Git's HEAD
    #[arg(long)]
    changed: bool,
    /// 把只有一种改法的地方改好（开头的设置、标点和数字的全角半角、编码）：先给您看，再问 · mend what has one clear mending
    #[arg(long)]
    fix: bool,
    /// 不问就改 · mend without a question
    #[arg(long, requires = "fix")]
    yes: bool,
    /// 结果的格式 · format of the result
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// 警告也算错误 · warnings count as errors
    #[arg(long)]
    strict: bool,
    /// 草稿也检查 · include drafts
    #[arg(long)]
    drafts: bool,
    /// 把“现在”当作这个时刻 · the moment that stands for now
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

#[derive(Debug, Args)]
struct NextArgs {
    /// 结果的格式 · format of the result
    #[arg(long, value_enum, default_value = "human")]
    format: ReportFormat,
    /// 草稿也算 · drafts count too
    #[arg(long)]
    drafts: bool,
    /// 把“现在”当作这个时刻 · the moment that stands for now
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

#[derive(Debug, Args)]
struct SearchArgs {
    /// 找什么；几个词用空格分开，原话加引号 · what to look for
    query: String,
    /// 做好的网站在哪，不写就是 public/ · the built site
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// 最多列几篇 · how many to list
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// 只找这个社区的 · of this community only
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// 只找这个项目的 · of this program only
    #[arg(long, value_name = "NAME")]
    program: Option<String>,
    /// 只找这位作者的 · by this author only
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// 只找这一年的 · of this year only
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// 只找有这个标签的 · with this tag only
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// 结果写成 JSON · print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// 给人看
    Human,
    /// 每行一个 JSON
    Json,
    /// GitHub Actions 的注解
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// Runs the program with its arguments; gives the exit code.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && !asks_for_english(&args) => {
            let _ = writeln!(io::stderr(), "{}", misused(&error, &args));
            return 2;
        }
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let speech = match cli.lang {
        Lang::Zh => Speech::Chinese,
        Lang::En => Speech::English,
    };
    match dispatch(cli, speech) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{}", command::failure(&error, speech));
            error.exit_code()
        }
    }
}

/// Whether `--lang en` stands among arguments that could not be understood.
fn asks_for_english(args: &[OsString]) -> bool {
    args.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en") || args.iter().any(|arg| arg == "--lang=en")
}

/// Wrong usage in Chinese: what is wrong, what was probably meant, where the help is. clap speaks English only.
fn misused(error: &clap::Error, args: &[OsString]) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let wrong = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("少写了 {arg}"),
        ErrorKind::UnknownArgument if matches!(arg.as_str(), "--root" | "--lang") => format!("{arg} 要写在命令前面"),
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("没有“{arg}”这个选项"),
        ErrorKind::UnknownArgument => format!("多写了“{arg}”；有空格的文字要用引号括起来"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面没有写内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{arg} 不能是“{value}”"),
        ErrorKind::ArgumentConflict => format!("{arg} 写了两遍，或者不能这样一起用"),
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    };
    let near: Vec<String> = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].map(said).into();
    let near = near.into_iter().find(|near| !near.is_empty()).map(|near| format!("是不是“{near}”？"));
    let allowed = Some(said(ContextKind::ValidValue)).filter(|allowed| !allowed.is_empty()).map(|allowed| format!("可以写：{allowed}。"));
    let known = |arg: &&OsString| Cli::command().get_subcommands().any(|command| **arg == *command.get_name());
    let command = args.iter().skip(1).find(known).map(|name| format!("{} ", name.display())).unwrap_or_default();
    format!("错误：{wrong}\n提示：{}{}怎么写见 banbao {command}--help", near.unwrap_or_default(), allowed.unwrap_or_default())
}

fn dispatch(cli: Cli, speech: Speech) -> Result<u8, Error> {
    let Cli { root, lang: _, help: _, version: _, command } = cli;
    let find = || command::find_root(root.as_deref());
    match command.unwrap_or_else(|| Command::Build(BuildArgs::default())) {
        Command::Init { dir } => init::run(&dir, speech),
        Command::New(NewArgs { title, community, program, author, date }) => {
            new::run(&find()?, &new::NewOptions { title, community, program, author, date }, speech)
        }
        Command::Import(ImportArgs { files, date, community, program, author, publish, draft: _, dry_run, format }) => {
            let json = format == ReportFormat::Json;
            let options = import::ImportOptions { files, date, community, program, author, publish, dry_run, json };
            import::run(&find()?, &options, speech)
        }
        Command::Build(BuildArgs { output, base_url, drafts, now, strict, timings, threads, force }) => {
            let timings = timings.map(|format| match format {
                TimingsFormat::Table => build::Timings::Table,
                TimingsFormat::Json => build::Timings::Json,
            });
            build::run(&find()?, build::BuildOptions { output, base_url, drafts, now, strict, timings, threads, force }, speech)
        }
        Command::Serve(ServeArgs { host, port, drafts, open }) => {
            serve::run(&find()?, &serve::ServeOptions { host, port, drafts, open }, speech)
        }
        Command::Check(CheckArgs { files, changed, fix, yes, format, strict, drafts, now }) => {
            let format = match format {
                Format::Human => check::Format::Human,
                Format::Json => check::Format::Json,
                Format::Github => check::Format::Github,
                Format::Sarif => check::Format::Sarif,
            };
            check::run(&find()?, &check::CheckOptions { files, changed, fix, yes, format, strict, drafts, now }, speech)
        }
        Command::Next(NextArgs { format, drafts, now }) => {
            next::run(&find()?, &next::NextOptions { json: format == ReportFormat::Json, drafts, now }, speech)
        }
        Command::Search(SearchArgs { query, output, limit, community, program, author, year, tag, json }) => {
            let options = QueryOptions { limit, offset: 0, community, program, author, tag, year, bare: false };
            search::run(&find()?, &search::SearchOptions { query, output, options, json }, speech)
        }
        Command::Explain { code } => explain::run(code.as_deref(), speech),
        Command::Schema { name: SchemaName::Theme } => schema::theme(),
        Command::Schema { name: SchemaName::Headers } => schema::headers(),
        Command::Schema { name: SchemaName::Changes } => schema::changes(),
    }
}
