//! The pages of the archive.

use super::super::view::{MonthCount, MonthView, YearView};
use super::Maker;
use crate::site::Year;
use crate::site::route::Route;

impl<'a> Maker<'a> {
    pub(super) fn years(&self) -> Vec<YearView<'a>> {
        self.site.calendar.iter().map(|year| self.year(year)).collect()
    }

    pub(super) fn year(&self, year: &Year) -> YearView<'a> {
        let months: Vec<_> = year
            .months
            .iter()
            .map(|month| MonthCount { month: month.month, url: self.made(&Route::month(year.year, month.month)), count: month.range.len() })
            .collect();
        YearView { year: year.year, url: self.made(&Route::year(year.year)), count: months.iter().map(|month| month.count).sum(), months }
    }

    pub(super) fn month(&self, year: usize, month: usize) -> MonthView<'a> {
        let year = &self.site.calendar[year];
        let month = &year.months[month];
        let articles = self.site.listed[month.range.clone()].iter().map(|at| self.line(*at)).collect();
        MonthView { year: year.year, month: month.month, url: self.made(&Route::month(year.year, month.month)), articles }
    }
}
