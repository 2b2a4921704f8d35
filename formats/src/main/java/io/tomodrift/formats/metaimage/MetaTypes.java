package io.tomodrift.formats.metaimage;

import io.tomodrift.formats.binary.ElementType;

/** MetaImage's names of element types. */
final class MetaTypes {

  private MetaTypes() {}

  static String name(ElementType type) {
    return switch (type) {
      case INT8 -> "MET_CHAR";
      case UINT8 -> "MET_UCHAR";
      case INT16 -> "MET_SHORT";
      case UINT16 -> "MET_USHORT";
      case INT32 -> "MET_INT";
      case UINT32 -> "MET_UINT";
      case INT64 -> "MET_LONG_LONG";
      case UINT64 -> "MET_ULONG_LONG";
      case FLOAT32 -> "MET_FLOAT";
      case FLOAT64 -> "MET_DOUBLE";
    };
  }
}
