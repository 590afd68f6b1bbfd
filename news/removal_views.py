"""Screens on which an article is taken down, or may be shown again."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from news import operations
from news.models import ArticlePage, ArticleRemoval

may_remove = permission_required("news.add_articleremoval", raise_exception=True)


class RemovalForm(forms.Form):
    """Why the article goes away."""

    public_reason = forms.CharField(
        label="Lý do nói với người đọc", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label="Ghi chú nội bộ (không bắt buộc)", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@may_remove
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take the article down."""
    article = get_object_or_404(ArticlePage, pk=pk)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.remove(article=article, by=request.user, **form.cleaned_data)
        except operations.RemovalRefused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, f"“{article}” đã được gỡ khỏi trang.")
            return redirect("wagtailadmin_pages:edit", pk)
    context = {"article": article, "form": form}
    return render(request, "news/admin/remove.html", context, status=422 if form.errors else 200)


@may_remove
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why the article is away; end it when asked to."""
    away = ArticleRemoval.objects.select_related("page", "removed_by")
    removal = get_object_or_404(away, page=pk, lifted_at__isnull=True)
    if request.method == "POST":
        try:
            operations.lift(removal=removal, by=request.user)
        except operations.RemovalRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Có thể đăng lại. Bài chỉ hiện sau khi được duyệt và đăng.")
        return redirect("wagtailadmin_pages:edit", pk)
    return render(request, "news/admin/lift.html", {"removal": removal})
