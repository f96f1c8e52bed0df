//! The layouts of DOMAIN.md, section 5: how reports arrive.

use super::numbers::Report;
use super::parts::{Manner, Part, label, parts};
use super::random::Random;
use super::traditional::mirrored;
use super::writers::{self, Bars, Details};

/// What can be asked of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Every cell, as it is.
    Exact,
    /// No wrong cell; what can be read in several ways may be left open.
    NothingWrong,
    /// There is nothing to read.
    NoTables,
}

/// A layout.
pub struct Layout {
    pub name: &'static str,
    /// The name of the file.
    pub file: &'static str,
    pub demand: Demand,
    /// Rules that are right to speak up on a consistent report written so.
    pub allowed: &'static [&'static str],
    /// Whether notices of other rules are in order: the text is visibly damaged.
    pub notices: bool,
    pub write: fn(&mut Report, &mut Random) -> String,
}

const fn layout(
    name: &'static str,
    file: &'static str,
    write: fn(&mut Report, &mut Random) -> String,
) -> Layout {
    Layout { name, file, demand: Demand::Exact, allowed: &[], notices: false, write }
}

const fn damaged(layout: Layout) -> Layout {
    Layout { notices: true, ..layout }
}

/// All of them.
pub fn all() -> Vec<Layout> {
    vec![
        layout("L1 html", "report.html", |report, random| {
            writers::html(&made(report, random, |m| (m.breaks, m.wide) = (true, true)), random)
        }),
        layout("L2 padded html", "report.html", |report, random| {
            writers::padded_html(&made(report, random, |_| {}))
        }),
        layout("L3 pipes", "report.txt", |report, random| {
            let bars = random.chance(50);
            writers::pipes(&made(report, random, |_| {}), Details::Kept, bars)
        }),
        layout("L3 pipes without labels", "report.txt", |report, random| {
            writers::pipes(&made(report, random, |_| {}), Details::Gone, true)
        }),
        layout("L4 fake labels", "report.txt", |report, random| {
            writers::pipes(&made(report, random, |_| {}), Details::Zero, true)
        }),
        layout("L5 second header line lost", "report.txt", |report, random| {
            let mut parts = made(report, random, |_| {});
            lose_second_line(&mut parts);
            writers::pipes(&parts, Details::Kept, true)
        }),
        damaged(layout("L6 fragments", "report.md", |report, random| {
            let parts = made(report, random, |_| {});
            writers::fragments(&parts, random)
        })),
        damaged(layout("L6 a table for each row", "report.md", |report, random| {
            writers::table_per_row(&made(report, random, |_| {}))
        })),
        damaged(layout("L7 noise", "report.md", |report, random| {
            let mut parts = made(report, random, |_| {});
            noise(&mut parts, random);
            writers::fragments(&parts, random)
        })),
        layout("L8 one cell a line", "report.txt", |report, random| {
            writers::lines(&made(report, random, |m| m.breaks = true))
        }),
        layout("L8 bars behind cells", "report.txt", |report, random| {
            writers::archived(&made(report, random, |m| m.breaks = true), Bars::Behind)
        }),
        layout("L8 bars below cells", "report.txt", |report, random| {
            writers::archived(&made(report, random, |m| m.breaks = true), Bars::Below)
        }),
        layout("L8 bars round rows", "report.txt", |report, random| {
            writers::archived(&made(report, random, |m| m.breaks = true), Bars::Round)
        }),
        layout("L8 empty lines between cells", "report.txt", |report, random| {
            writers::archived(&made(report, random, |m| m.breaks = true), Bars::Empty)
        }),
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L8 blanks, bars behind cells", "report.txt", |report, random| {
                blanks(report, random);
                writers::archived(&made(report, random, |_| {}), Bars::Behind)
            }))
        },
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L8 blanks, bars below cells", "report.txt", |report, random| {
                blanks(report, random);
                writers::archived(&made(report, random, |_| {}), Bars::Below)
            }))
        },
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L8 blanks, bars round rows", "report.txt", |report, random| {
                blanks(report, random);
                writers::archived(&made(report, random, |_| {}), Bars::Round)
            }))
        },
        Layout {
            demand: Demand::NoTables,
            allowed: &["table-not-found"],
            ..layout("L9 tables lost", "report.txt", |report, random| {
                writers::lines(&made(report, random, |m| m.without_tables = true))
            })
        },
        layout("L10 one line", "report.txt", |report, random| {
            writers::one_line(&made(report, random, |_| {}))
        }),
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L11 glued digits", "report.txt", |report, random| {
                writers::glued(&made(report, random, |_| {}))
            }))
        },
        layout("L13 local html", "report.html", |report, random| {
            writers::html(&made(report, random, |m| m.local = true), random)
        }),
        layout("L13 local pipes", "report.txt", |report, random| {
            writers::pipes(&made(report, random, |m| m.local = true), Details::Kept, true)
        }),
        Layout {
            allowed: &["value-unit"],
            ..layout("L14 ways to write a number", "report.html", |report, random| {
                values(report, random);
                writers::html(&made(report, random, |_| {}), random)
            })
        },
        Layout {
            allowed: &["value-blank"],
            ..layout("L14 placeholders", "report.html", |report, random| {
                placeholders(report, random);
                writers::html(&made(report, random, |_| {}), random)
            })
        },
        damaged(layout("L15 mirror", "report.txt", |report, random| {
            mirrored(&writers::pipes(&made(report, random, |_| {}), Details::Kept, true))
        })),
        layout("L16 furniture", "report.html", |report, random| {
            let page = writers::html(&made(report, random, |_| {}), random);
            furnished(&page, report)
        }),
        layout("L17 variants", "report.html", |report, random| {
            writers::html(&made(report, random, |m| m.variants = true), random)
        }),
        layout("L18 tax header", "report.html", |report, random| {
            writers::html(&made(report, random, |m| m.tax = true), random)
        }),
        layout("L1 groups on their own lines", "report.html", |report, random| {
            writers::html(&made(report, random, |m| m.group_lines = true), random)
        }),
        layout("L1 inside a layout table", "report.html", |report, random| {
            writers::in_layout_table(&writers::html(&made(report, random, |_| {}), random))
        }),
        layout("L1 cut at a page break", "report.html", |report, random| {
            let mut parts = made(report, random, |_| {});
            writers::cut(&mut parts, random);
            writers::html(&parts, random)
        }),
        layout("L3 without headers", "report.txt", |report, random| {
            let mut parts = made(report, random, |_| {});
            for part in &mut parts {
                if let Part::Table3(sheet) = part {
                    sheet.drain(..3);
                }
            }
            writers::pipes(&parts, Details::Kept, false)
        }),
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L8 blanks dropped", "report.txt", |report, random| {
                blanks(report, random);
                let text = writers::lines(&made(report, random, |_| {}));
                text.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
            }))
        },
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L10 blanks dropped", "report.txt", |report, random| {
                blanks(report, random);
                writers::one_line(&made(report, random, |_| {}))
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ")
            }))
        },
        Layout {
            demand: Demand::NothingWrong,
            ..damaged(layout("L11 loosely glued", "report.txt", |report, random| {
                let parts = made(report, random, |_| {});
                writers::loosely_glued(&parts, random)
            }))
        },
        Layout {
            allowed: &["value-blank"],
            ..layout("L14 totals left out", "report.html", |report, random| {
                let names: Vec<String> = report.written.keys().cloned().collect();
                let official = ["t3.new.", "t3.carried_in.", "t3.handled.", "t3.carried_out."];
                for name in names.iter().filter(|name| name.starts_with("t3.") && name.ends_with(".total")) {
                    if !official.iter().any(|row| name.starts_with(row))
                        && report.changed.as_ref() != Some(name)
                    {
                        report.write(name, "", None);
                    }
                }
                writers::html(&made(report, random, |_| {}), random)
            })
        },
        layout("columns", "report.txt", |report, random| writers::columns(&made(report, random, |_| {}))),
        layout("tabs", "report.txt", |report, random| writers::tabs(&made(report, random, |_| {}))),
        layout("copied from a browser", "report.txt", |report, random| {
            writers::copied(&made(report, random, |_| {}))
        }),
        layout("copied local form", "report.txt", |report, random| {
            writers::copied(&made(report, random, |manner| manner.local = true))
        }),
        layout("copied local form, subtotal beside the organisations", "report.txt", |report, random| {
            let mut made = made(report, random, |manner| manner.local = true);
            subtotal_beside(&mut made);
            writers::copied(&made)
        }),
    ]
}

fn made(report: &Report, random: &mut Random, change: impl Fn(&mut Manner)) -> Vec<Part> {
    let mut manner = Manner::default();
    change(&mut manner);
    parts(report, &manner, random)
}

/// The subtotal of the organisations has its head beside theirs, not under it.
fn subtotal_beside(parts: &mut [Part]) {
    for part in parts {
        let Part::Table3(sheet) = part else { continue };
        sheet[2].pop();
        sheet[1][1].across = 5;
        sheet[1].insert(2, label("法人小计", 2, 1));
    }
}

/// L5: 结果纠正 becomes 结果, 其他结果 其他, 尚未审结 尚未; as `<br>` loses what follows it.
pub fn lose_second_line(parts: &mut [Part]) {
    for part in parts {
        let Part::Table4(sheet) = part else { continue };
        for (row, cells) in sheet.iter_mut().enumerate().take(3) {
            for (column, cell) in cells.iter_mut().enumerate() {
                cell.text = match cell.text.as_str() {
                    "结果维持" if row == 1 && column == 0 => continue,
                    "结果维持" | "结果纠正" => "结果",
                    "其他结果" => "其他",
                    "尚未审结" => "尚未",
                    _ => continue,
                }
                .to_owned();
            }
        }
    }
}

/// L7: what character recognition does to labels; digits stay.
pub fn noise(parts: &mut [Part], random: &mut Random) {
    for part in parts {
        let (Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet)) = part else { continue };
        for cell in sheet.iter_mut().flatten().filter(|cell| !cell.value) {
            let damage: &[(&str, &str)] = &[
                ("（一）予以公开", "(-) 予以公开"),
                ("（三）不予公开", "(三) 不子公开"),
                ("（四）无法提供", "(四)无;…去"),
                (
                    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                    "·公开(区分 只计这一情 其他情形)",
                ),
                ("四、结转下年度继续办理", "四、纟 结转下年度继续办理"),
                ("未经复议直接起诉", "未经复 夏议直挂 妾起诉"),
            ];
            if let Some((_, damaged)) = damage.iter().find(|(clean, _)| *clean == cell.text) {
                if random.chance(60) {
                    cell.text = (*damaged).to_owned();
                }
                continue;
            }
            // Spaces where the lines of the cell ended.
            let characters: Vec<char> = cell.text.replace('\n', "").chars().collect();
            if characters.len() > 6 && random.chance(50) {
                let lines: Vec<String> = characters.chunks(6).map(|line| line.iter().collect()).collect();
                cell.text = lines.join(" ");
            }
        }
    }
}

/// L14: full-width digits, thousands separators, units, Chinese numerals, circles.
fn values(report: &mut Report, random: &mut Random) {
    let names: Vec<String> = report.written.keys().cloned().collect();
    let zero = *random.pick(&["0", "○", "〇", "零"]);
    for name in names {
        let Some(value) = report.values[&name] else { continue };
        if value.fract() != 0.0 {
            if name == "t2.procurement.amount" || random.chance(50) {
                let text = format!("{}万元", report.text(&name));
                report.write(&name, &text, Some(value));
            }
            continue;
        }
        let count = value as i64;
        let text = match random.below(6) {
            _ if count == 0 => zero.to_owned(),
            0 => full_width(&count.to_string()),
            1 => with_separators(count),
            2 if !name.starts_with("t2.") => format!("{count}件"),
            // 一 alone may be a dash.
            3 if (2..=99).contains(&count) => chinese(count),
            4 => format!(" {count} "),
            _ => count.to_string(),
        };
        report.write(&name, &text, Some(value));
    }
}

/// L14: a sign or nothing instead of 0.
fn placeholders(report: &mut Report, random: &mut Random) {
    let sign = *random.pick(&["-", "—", "/", "无", ""]);
    let names: Vec<String> = report.written.keys().cloned().collect();
    for name in names {
        // A changed total that is blank says nothing wrong.
        if report.changed.as_ref() != Some(&name)
            && report.values[&name] == Some(0.0)
            && !name.starts_with("t2.")
            && random.chance(70)
        {
            report.write(&name, sign, None);
        }
    }
}

/// Nothing instead of 0 in some cells of tables 3 and 4.
fn blanks(report: &mut Report, random: &mut Random) {
    let names: Vec<String> = report.written.keys().cloned().collect();
    for name in names {
        if report.values[&name] == Some(0.0) && !name.starts_with("t2.") && random.chance(40) {
            report.write(&name, "", None);
        }
    }
}

fn full_width(digits: &str) -> String {
    const DIGITS: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
    digits.chars().map(|c| c.to_digit(10).map_or(c, |digit| DIGITS[digit as usize])).collect()
}

fn with_separators(count: i64) -> String {
    let digits = count.to_string();
    let characters: Vec<char> = digits.chars().collect();
    let mut text = String::new();
    for (index, character) in characters.iter().enumerate() {
        if index > 0
            && (characters.len() - index).is_multiple_of(3)
            && *character != '-'
            && characters[index - 1] != '-'
        {
            text.push(',');
        }
        text.push(*character);
    }
    text
}

fn chinese(count: i64) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((count / 10) as usize, (count % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// L16: what stands round a report on a portal.
fn furnished(page: &str, report: &Report) -> String {
    let before = format!(
        "<div id=\"header\"><ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a>政务公开</a></li><li><a>办事服务</a></li><li><a>互动交流</a></li></ul></div>\
         <div class=\"dialog\"><p>您访问的链接即将离开“门户网站” 是否继续?</p><a>继续访问</a><a>放弃</a></div>\
         <table class=\"index\"><tr><td>索引号</td><td>002509054/{0}-00455</td><td>公开形式</td><td>主动公开</td></tr>\
         <tr><td>发布单位</td><td>{1}</td><td>成文日期</td><td>{0}-01-24</td></tr></table>\
         <div class=\"location\">当前位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报</div><script>var a = \"<table><tr><td>9</td></tr></table>\";</script>",
        report.year + 1,
        report.organ
    );
    let after = "<div class=\"share\">分享：<a>微信</a><a>微博</a></div><div>【打印本页】【关闭窗口】</div>\
                 <div class=\"links\"><a>县发展和改革局</a>|<a>县教育局</a>|<a>县公安局</a>|<a>县财政局</a></div>\
                 <div id=\"footer\"><p>主办单位：人民政府办公室 网站标识码：3301850001</p><p>浙ICP备05000001号 浙公网安备33018502000001号</p></div>";
    page.replace("<body>\n", &format!("<body>\n{before}<div class=\"content\">"))
        .replace("</body>", &format!("</div>{after}</body>"))
}
