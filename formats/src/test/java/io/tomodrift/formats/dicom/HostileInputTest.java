package io.tomodrift.formats.dicom;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tomodrift.formats.dicom.series.DicomSeriesReader;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.tests.support.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files end in a clear exception or in data, never in anything else. */
class HostileInputTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);

  @TempDir Path temporary;

  /** Reads in every way; returns whether the header was readable. */
  private static boolean survives(Path file, String what) {
    boolean read = false;
    try {
      for (PixelAccess access : PixelAccess.values()) {
        DicomFile opened = DicomCodecs.source().read(file, access);
        if (access == PixelAccess.LOAD) {
          touch(opened.dataset());
        }
        read = true;
      }
      new DicomSeriesReader().read(file, CONTEXT);
    } catch (TomoException | IOException e) {
      assertFalse(e.getMessage() == null || e.getMessage().isBlank(), what + ": " + e);
    } catch (RuntimeException | Error e) {
      fail(what, e);
    }
    return read;
  }

  private static void touch(DicomObject object) {
    for (DicomElement element : object.elements()) {
      element.items().forEach(HostileInputTest::touch);
      try {
        element.strings();
      } catch (TomoException e) {
        assertFalse(e.getMessage().isBlank());
      }
      try {
        element.floats();
      } catch (TomoException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
  }

  private boolean survives(byte[] content, String what) throws IOException {
    Path file = temporary.resolve("damaged.dcm");
    Files.write(file, content);
    return survives(file, what);
  }

  @Test
  @Timeout(60)
  void truncationAtEverySeventhByte() throws IOException {
    for (String name :
        List.of("dicomdirtests/77654033/CT2/17106", "UN_sequence.dcm", "image_dfl.dcm")) {
      byte[] whole = Files.readAllBytes(RealData.require("dicom_oddities/" + name));
      for (int length = 0; length < whole.length; length += 7) {
        survives(Arrays.copyOf(whole, length), name + " cut at " + length);
      }
    }
  }

  @Test
  @Timeout(60)
  void randomDamage() throws IOException {
    int readable = 0;
    for (String name :
        List.of(
            "dicomdirtests/77654033/CT2/17106",
            "rtplan.dcm",
            "nested_priv_SQ.dcm",
            "image_dfl.dcm",
            "rtdose_expb_1frame.dcm")) {
      byte[] whole = Files.readAllBytes(RealData.require("dicom_oddities/" + name));
      Random random = new Random(name.hashCode());
      for (int trial = 0; trial < 400; trial++) {
        byte[] damaged = whole.clone();
        int flips = 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        readable += survives(damaged, name + " trial " + trial) ? 1 : 0;
      }
    }
    assertTrue(readable > 400 && readable < 2000, "readable " + readable);
  }

  @Test
  void lengthsBeyondTheFileAreRefusedBeforeAllocation() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(element(0x0008, 0x0060, "CT", 0x7FFF_FFF0));
    assertFalse(survives(out.toByteArray(), "huge length"));
    out.reset();
    out.write(element(0x0008, 0x0060, "CT", 2));
    out.write(element(0x0009, 0x1001, "", 0xFFFF_FFFE));
    assertFalse(survives(out.toByteArray(), "huge private length"));
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(element(0x0008, 0x0060, "CT", 2));
    for (int depth = 0; depth < 100_000; depth++) {
      out.write(element(0x0040, 0xA730, "", -1));
      out.write(element(0xFFFE, 0xE000, "", -1));
    }
    assertFalse(survives(out.toByteArray(), "deep"));
  }

  @Test
  void sizesThatTheFileDoesNotHoldAreRefusedBeforeAllocation() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(element(0x0008, 0x0060, "CT", 2));
    out.write(element(0x0028, 0x0010, "\u00ff\u00ff", 2));
    out.write(element(0x0028, 0x0011, "\u00ff\u00ff", 2));
    out.write(element(0x0028, 0x0030, "1\\1 ", 4));
    out.write(element(0x0028, 0x0100, "\u0020\u0000", 2));
    out.write(element(0x7FE0, 0x0010, "abcd", 4));
    assertTrue(survives(out.toByteArray(), "65535 x 65535"));
  }

  private static byte[] element(int group, int element, String value, int length) {
    byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
    byte[] result = Arrays.copyOf(new byte[0], 8 + text.length);
    int[] header = {group, group >> 8, element, element >> 8, length, length >> 8};
    for (int i = 0; i < 6; i++) {
      result[i] = (byte) header[i];
    }
    result[6] = (byte) (length >> 16);
    result[7] = (byte) (length >> 24);
    System.arraycopy(text, 0, result, 8, text.length);
    return result;
  }
}
