package io.tomodrift.formats.nifti;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.geometry.error.FormatException;

/** NIfTI's numbers for element types. */
final class NiftiType {

  private NiftiType() {}

  static ElementType element(String where, int code) {
    return switch (code) {
      case 2 -> ElementType.UINT8;
      case 4 -> ElementType.INT16;
      case 8 -> ElementType.INT32;
      case 16 -> ElementType.FLOAT32;
      case 64 -> ElementType.FLOAT64;
      case 256 -> ElementType.INT8;
      case 512 -> ElementType.UINT16;
      case 768 -> ElementType.UINT32;
      case 1024 -> ElementType.INT64;
      case 1280 -> ElementType.UINT64;
      case 32, 1792, 2048 -> throw unsupported(where, code, "complex numbers");
      case 128, 2304 -> throw unsupported(where, code, "colour");
      default -> throw unsupported(where, code, "an unknown or unusual type");
    };
  }

  private static FormatException unsupported(String where, int code, String what) {
    return new FormatException(
        "%s: datatype %d (%s) is not supported; store real numbers of at most 64 bits"
            .formatted(where, code, what));
  }

  static short code(ElementType type) {
    return switch (type) {
      case UINT8 -> 2;
      case INT16 -> 4;
      case INT32 -> 8;
      case FLOAT32 -> 16;
      case FLOAT64 -> 64;
      case INT8 -> 256;
      case UINT16 -> 512;
      case UINT32 -> 768;
      case INT64 -> 1024;
      case UINT64 -> 1280;
    };
  }
}
