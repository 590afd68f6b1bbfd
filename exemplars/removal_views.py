"""Screens on which a leader hides an exemplar, takes it down, or lets it be shown again."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from exemplars import operations
from exemplars.models import ExemplarPage, Removal, RemovalKind

may_remove = permission_required("exemplars.add_removal", raise_exception=True)


class RemovalForm(forms.Form):
    """Why and how the page goes away."""

    kind = forms.ChoiceField(label="Cách xử lý", choices=RemovalKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Lý do (lưu nội bộ)", widget=forms.Textarea(attrs={"rows": 3}))
    public_reason = forms.CharField(
        label="Lý do nói với người đọc (khi gỡ)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@may_remove
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how and why, then take the page off."""
    exemplar = get_object_or_404(ExemplarPage, pk=pk)
    form = RemovalForm(request.POST or None, initial={"kind": RemovalKind.VERIFYING})
    if request.method == "POST" and form.is_valid():
        try:
            operations.remove(exemplar=exemplar, by=request.user, **form.cleaned_data)
        except operations.ExemplarRefusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, f"“{exemplar}” không còn hiện trên trang.")
            return redirect("wagtailadmin_pages:edit", pk)
    context = {"exemplar": exemplar, "form": form}
    return render(request, "exemplars/admin/remove.html", context, status=422 if form.errors else 200)


@may_remove
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why the page is away; end it when asked to."""
    removal = get_object_or_404(Removal.objects.select_related("page", "removed_by"), page=pk, lifted_at__isnull=True)
    if request.method == "POST":
        operations.lift(removal=removal, by=request.user)
        messages.success(request, "Có thể đăng lại. Trang chỉ hiện sau khi được duyệt và đăng.")
        return redirect("wagtailadmin_pages:edit", pk)
    return render(request, "exemplars/admin/lift.html", {"removal": removal})
