"""The addresses of our pages."""

from datetime import date

from django.contrib.auth.views import LogoutView, PasswordChangeView
from django.urls import include, path, register_converter

from portal import assessments, assets, overview, people, plans, security, services, surveys


class DayConverter:
    """A day in an address, as in 2026-03-31; one that there is not, such as 2026-02-30, is not found."""

    regex = r"\d{4}-\d\d-\d\d"
    to_python, to_url = staticmethod(date.fromisoformat), staticmethod(str)


password = PasswordChangeView.as_view(template_name="portal/password.html", success_url="/")

register_converter(DayConverter, "day")
handler400, handler500 = security.error_page(400), security.error_page(500)

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
    path("people/<int:person>/", people.person, name="person"),
    path("account/login/", security.LogIn.as_view(), name="login"),
    path("account/password/", password, name="password"),
    path("account/logout/", LogoutView.as_view(), name="logout"),
    path("assets/<str:version>/<str:name>", assets.asset, name="asset"),
]
