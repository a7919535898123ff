"""The addresses of our pages."""

from datetime import date

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import include, path, register_converter

from portal import assessments, assets, overview, people, plans, services, surveys


class DayConverter:
    """A day in an address, as in 2026-03-31."""

    regex = r"\d{4}-\d\d-\d\d"

    @staticmethod
    def to_python(text: str) -> date:
        """Return the day; ValueError, which is not found: there is none such."""
        return date.fromisoformat(text)

    @staticmethod
    def to_url(day: date) -> str:
        """Return the day as text."""
        return day.isoformat()


password = PasswordChangeView.as_view(template_name="portal/password.html", success_url="/")

register_converter(DayConverter, "day")

#: What is kept of a framework and a day.
of_a_day = [
    path("", assessments.outcome, name="outcome"),
    path("fill-in/", assessments.fill_in, name="fill-in"),
    path("report/", assessments.report, name="report"),
    path("report.pdf", assessments.pdf, name="pdf"),
    path("plan/", plans.plan, name="plan"),
    path("plan.ics", plans.calendar, name="calendar"),
    path("survey/", surveys.survey, name="survey"),
    path("<slug:kind>/records/", services.records, name="records"),
    path("<slug:kind>/records/<int:number>.json", services.record, name="record"),
]

urlpatterns = [
    path("", services.home, name="home"),
    path("services/<int:service>/", services.service, name="service"),
    path("services/<int:service>/survey/", surveys.publish, name="publish"),
    path("services/<int:service>/<slug:framework>/<day:day>/", include(of_a_day)),
    path("overview/", overview.overview, name="overview"),
    path("overview/<slug:framework>/", overview.overview, name="overview"),
    path("people/", people.people, name="people"),
    path("account/login/", LoginView.as_view(template_name="portal/login.html"), name="login"),
    path("account/password/", password, name="password"),
    path("account/logout/", LogoutView.as_view(), name="logout"),
    path("assets/<str:version>/<str:name>", assets.asset, name="asset"),
]
