/**
 * MetaImage volumes, the format of ITK, RTK and 3D Slicer: {@code .mha} in one file, {@code .mhd}
 * with a data file. Start from {@link io.tomodrift.formats.metaimage.MetaImageFiles}. Deliberately
 * absent: text data, colour and lists of slice files.
 */
package io.tomodrift.formats.metaimage;
