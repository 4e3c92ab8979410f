//! What every page sees of the site: menu, addresses, footer.

use std::borrow::Cow;

use super::super::view::{FooterView, Link, Links, MenuItem, Pieces, SiteView, Text, UrgentView};
use super::{Maker, telephone};
use crate::site::route::Route;
use crate::site::{TermKind, is_address};

/// The menu of a site that has none of its own: routes, and the keys of their wording.
const USUAL_MENU: [(&str, &str); 6] = [
    ("/", "menu_home"),
    ("/news/", "menu_news"),
    ("/communities/", "menu_communities"),
    ("/programs/", "menu_programs"),
    ("/issues/", "menu_issues"),
    ("/archive/", "menu_archive"),
];

impl<'a> Maker<'a> {
    pub(super) fn site_view(&self) -> SiteView<'a> {
        let config = &self.site.config;
        SiteView {
            title: &config.title,
            tagline: &config.tagline,
            language: &config.language,
            menu: self.menu(),
            pages: self.other_pages(),
            links: self.links(),
            footer: self.footer(),
            urgent: self.urgent(),
            indent: config.indent,
            pieces: Pieces,
        }
    }

    pub(super) fn menu(&self) -> Vec<MenuItem<'a>> {
        if self.site.config.menu.is_empty() {
            return USUAL_MENU
                .iter()
                .map(|(route, key)| MenuItem { name: Cow::Borrowed(self.word(key)), url: self.made(&Route::alias(route)) })
                .collect();
        }
        // What cannot be an address was told, and leads nowhere from any page.
        let entries = self.site.config.menu.iter().filter(|entry| is_address(&entry.url.text));
        entries.map(|entry| MenuItem { name: Cow::Borrowed(&entry.name), url: self.outside_or_route(&entry.url.text) }).collect()
    }

    /// The plain pages to which no other address on every page leads.
    pub(super) fn other_pages(&self) -> Vec<Link<'a>> {
        let config = &self.site.config;
        let named: Vec<Route> =
            config.menu.iter().map(|entry| &entry.url).chain(&config.footer.contact).map(|named| Route::alias(&named.text)).collect();
        let others = self.site.pages.iter().filter(|placed| !named.contains(&placed.route));
        others.map(|placed| Link { name: Cow::Borrowed(placed.page.title.as_str()), url: self.href(&placed.route) }).collect()
    }

    /// The menu entry that this page is or lies below: the longest, so that 首页 is current on the home page only.
    pub(super) fn menu_url(&self) -> Text<'a> {
        let own = self.own.as_str();
        let is_above = |route: &&str| {
            if *route == "/" { own == "/" } else { own.strip_prefix(route.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/')) }
        };
        let longest = |routes: &mut dyn Iterator<Item = &'a str>| routes.filter(is_above).max_by_key(|route| route.len());
        let found = if self.site.config.menu.is_empty() {
            longest(&mut USUAL_MENU.iter().map(|(route, _)| *route))
        } else {
            longest(&mut self.site.config.menu.iter().map(|entry| entry.url.text.as_str()).filter(|route| route.starts_with('/')))
        };
        found.map_or(Cow::Borrowed(""), |route| self.made(&Route::alias(route)))
    }

    /// An address from site.yaml: a route of the site, or an outside address as it is.
    pub(super) fn outside_or_route(&self, written: &'a str) -> Text<'a> {
        match written.strip_prefix('/') {
            Some(_) => self.made(&Route::alias(written)),
            None => Cow::Borrowed(written),
        }
    }

    pub(super) fn links(&self) -> Links<'a> {
        Links {
            home: self.made(&Route::home()),
            news: self.made(&Route::news(1)),
            communities: self.made(&Route::terms(TermKind::Community)),
            programs: self.made(&Route::terms(TermKind::Program)),
            authors: self.made(&Route::terms(TermKind::Author)),
            tags: self.made(&Route::terms(TermKind::Tag)),
            archive: self.made(&Route::archive()),
            issues: self.made(&Route::issues()),
            corrections: (!self.site.corrections.is_empty()).then(|| self.made(&Route::corrections())),
            search: self.made(&Route::search()),
            feed: if self.site.config.feeds { self.made(&Route::root_file("feed.xml")) } else { Cow::Borrowed("") },
            feed_json: if self.site.config.feeds { self.made(&Route::root_file("feed.json")) } else { Cow::Borrowed("") },
            manifest: self.made(&Route::root_file("manifest.webmanifest")),
        }
    }

    fn urgent(&self) -> Vec<UrgentView<'a>> {
        let site = self.site;
        let url = |at: u32| self.href(&site.article(at).route);
        site.urgent.iter().map(|notice| UrgentView { text: &notice.text, url: notice.article.map(url) }).collect()
    }

    pub(super) fn footer(&self) -> FooterView<'a> {
        let footer = &self.site.config.footer;
        let contact = footer.contact.as_ref().map(|named| named.text.as_str());
        let contact_url = contact.filter(|written| is_address(written)).map(|written| {
            if written.contains('@') && !written.contains(['/', ' ']) {
                Cow::Owned(format!("mailto:{written}"))
            } else {
                self.outside_or_route(written)
            }
        });
        FooterView {
            icp: footer.icp.as_deref(),
            police: footer.police.as_deref(),
            sponsor: footer.sponsor.as_deref(),
            telephone: footer.telephone.as_deref(),
            telephone_url: footer.telephone.as_deref().and_then(telephone),
            contact,
            contact_url,
        }
    }
}
