/* SPDX-License-Identifier: MIT */
/* The designs of covers, compiled in from assets/covers.
 * Used by the reading of designs and of fonts. */
#ifndef MEDIA_COVER_ASSET_H
#define MEDIA_COVER_ASSET_H

/* The bytes of the file, from the first to one past the last; no NUL at the end. */
extern const char cover_asset_front[], cover_asset_front_end[];
extern const char cover_asset_poster[], cover_asset_poster_end[];
extern const char cover_asset_quiet[], cover_asset_quiet_end[];
extern const char cover_asset_brief[], cover_asset_brief_end[];
extern const char cover_asset_picture[], cover_asset_picture_end[];
extern const char cover_asset_fonts[], cover_asset_fonts_end[];

#endif
