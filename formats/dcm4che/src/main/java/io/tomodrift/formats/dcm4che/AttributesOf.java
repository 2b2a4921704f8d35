package io.tomodrift.formats.dcm4che;

import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteOrder;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;

/** Makes dcm4che's form of a data set. */
final class AttributesOf {

  private static final int LARGEST_SHORT_LENGTH = 0xFFFF;

  private AttributesOf() {}

  /**
   * Converts a data set and its items; values stay encoded.
   *
   * @param explicit whether it will be written in explicit VR, which limits lengths
   */
  static Attributes object(DicomObject object, boolean explicit) {
    Attributes attributes = new Attributes(object.elements().size());
    for (DicomElement element : object.elements()) {
      if (element.isEmpty()) {
        attributes.setNull(element.tag(), vr(element));
      } else if (element.vr() == Vr.SQ) {
        Sequence sequence = attributes.newSequence(element.tag(), element.items().size());
        element.items().forEach(item -> sequence.add(object(item, explicit)));
      } else {
        attributes.setBytes(element.tag(), vr(element), littleEndian(element, explicit));
      }
    }
    return attributes;
  }

  private static VR vr(DicomElement element) {
    return VR.valueOf(element.vr().name());
  }

  private static byte[] littleEndian(DicomElement element, boolean explicit) {
    byte[] bytes = element.bytes();
    // dcm4che would write UN instead.
    if (explicit && !element.vr().hasLongLength() && bytes.length > LARGEST_SHORT_LENGTH) {
      throw new FormatException(
          "%s has %d bytes, representation %s allows 65535"
              .formatted(Tag.describe(element.tag()), bytes.length, element.vr()));
    }
    return element.order() == ByteOrder.BIG_ENDIAN ? vr(element).toggleEndian(bytes, false) : bytes;
  }
}
