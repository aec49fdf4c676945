#pragma once
// librsvg's own pkg-config file carries -pthread, which the package manager refuses with a warning on every build;
// the four functions we need are declared by hand instead (librsvg 2.54, docs of RsvgHandle).
#include <cairo.h>

typedef struct _RsvgHandle RsvgHandle;
typedef struct {
    double x, y, width, height;
} RsvgRectangle;

RsvgHandle *rsvg_handle_new_from_data(const unsigned char *data, unsigned long length, void **error);
int rsvg_handle_render_document(RsvgHandle *handle, cairo_t *context, const RsvgRectangle *viewport, void **error);
void g_error_free(void *error);
void g_object_unref(void *object);
