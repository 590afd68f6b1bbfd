"""The public read interface: its description. Everything else is said by its views."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Dữ liệu công khai của cổng thông tin",
    "DESCRIPTION": (
        "Đọc văn bản, tin bài và tìm kiếm dưới dạng JSON. Không cần khóa, không cần đăng nhập, chỉ có nội dung đã công "
        "khai. Mỗi bản ghi mang nguồn, khóa tại nguồn và địa chỉ trên trang này."
    ),
    "VERSION": "1.0.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["portal.api.schema.only_public"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "COMPONENT_SPLIT_REQUEST": False,
}
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
