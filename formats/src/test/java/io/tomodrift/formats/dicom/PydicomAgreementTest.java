package io.tomodrift.formats.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.tests.support.RealData;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tags, representations and values against pydicom on files of all encodings. */
class PydicomAgreementTest {

  private static final List<String> FILES =
      List.of(
          "CT_small.dcm",
          "MR_small.dcm",
          "MR_small_implicit.dcm",
          "MR_small_bigendian.dcm",
          "MR_small_expb.dcm",
          "MR_small_padded.dcm",
          "MR_truncated.dcm",
          "ExplVR_BigEnd.dcm",
          "ExplVR_BigEndNoMeta.dcm",
          "ExplVR_LitEndNoMeta.dcm",
          "no_meta_group_length.dcm",
          "meta_missing_tsyntax.dcm",
          "image_dfl.dcm",
          "UN_sequence.dcm",
          "priv_SQ.dcm",
          "nested_priv_SQ.dcm",
          "empty_charset_LEI.dcm",
          "rtplan.dcm",
          "rtdose.dcm",
          "rtdose_expb.dcm",
          "rtdose_1frame.dcm",
          "rtstruct.dcm",
          "reportsi.dcm",
          "reportsi_with_empty_number_tags.dcm",
          "test-SR.dcm",
          "liver_1frame.dcm",
          "liver_expb_1frame.dcm",
          "waveform_ecg.dcm",
          "examples_overlay.dcm",
          "examples_palette.dcm",
          "JPEG2000.dcm",
          "MR_small_RLE.dcm",
          "SC_rgb_jpeg_dcmd.dcm",
          "SC_rgb_small_odd_big_endian.dcm",
          "dicomdirtests/DICOMDIR",
          "dicomdirtests/DICOMDIR-bigEnd",
          "dicomdirtests/DICOMDIR-implicit",
          "dicomdirtests/DICOMDIR-nopatient",
          "dicomdirtests/77654033/CT2/17106",
          "dicomdirtests/98892001/CT2N/6293",
          "pydicom-data/explicit_VR-UN.dcm",
          "pydicom-data/bad_sequence.dcm",
          "pydicom-data/emri_small.dcm",
          "pydicom-data/emri_small_big_endian.dcm",
          "pydicom-data/eCT_Supplemental.dcm");

  private static final String DUMP =
      """
      import sys, json, hashlib, warnings, pydicom
      from pydicom import config
      warnings.simplefilter('ignore')
      config.settings.reading_validation_mode = config.IGNORE
      def value(e):
          if e.VR == 'SQ':
              return [items(i) for i in e.value]
          v = e.value
          if e.VR in ('OB', 'OW', 'UN', 'OF', 'OD', 'OL', 'OB or OW', 'US or OW'):
              return ['md5', hashlib.md5(v or b'').hexdigest()]
          if v is None or v == '' or v == []:
              return []
          vs = list(v) if isinstance(v, (list, pydicom.multival.MultiValue)) else [v]
          if e.VR in ('LT', 'ST', 'UT', 'UR'):
              vs = [v]
          if e.VR in ('DS', 'IS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL', 'AT'):
              return [float(x) if x not in ('', None) else None for x in vs]
          return [str(x).strip(' \\0') for x in vs]
      def items(d, pixels=True):
          return {'%08X' % int(e.tag): [e.VR, value(e)] for e in d
                  if e.tag.element != 0 and (pixels or int(e.tag) != 0x7FE00010)}
      out = {}
      for f in sys.argv[1:]:
          out[f] = items(pydicom.dcmread(f, force=True), False)
      print(json.dumps(out))
      """;

  @Test
  void sameTagsRepresentationsAndValues() throws Exception {
    List<String> paths = new ArrayList<>();
    for (String file : FILES) {
      paths.add(RealData.require("dicom_oddities/" + file).toString());
    }
    JsonNode expected = Pydicom.run(DUMP, paths.toArray(String[]::new));
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (String path : paths) {
      DicomFile file = DicomCodecs.source().read(Path.of(path), PixelAccess.LOAD);
      String name = Path.of(path).getFileName().toString();
      compared += compare(name, file.dataset(), expected.get(path), differences);
    }
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    assertTrue(compared > 3000, "only " + compared + " elements compared");
  }

  private static int compare(
      String where, DicomObject actual, JsonNode expected, List<String> differences) {
    TreeMap<String, DicomElement> mine = new TreeMap<>();
    actual.elements().forEach(e -> mine.put("%08X".formatted(e.tag()), e));
    List<String> theirs = new ArrayList<>();
    expected.fieldNames().forEachRemaining(theirs::add);
    theirs.sort(null);
    if (!theirs.equals(new ArrayList<>(mine.keySet()))) {
      differences.add(where + ": tags " + mine.keySet() + " instead of " + theirs);
      return 0;
    }
    int compared = 0;
    for (String tag : theirs) {
      JsonNode vr = expected.get(tag).get(0);
      JsonNode value = expected.get(tag).get(1);
      compared += compare(where + "/" + tag, mine.get(tag), vr.asText(), value, differences);
    }
    return compared;
  }

  private static int compare(
      String where, DicomElement actual, String vr, JsonNode value, List<String> differences) {
    if (actual.vr() == Vr.UN && !vr.equals("UN")) {
      // Private elements in implicit VR: pydicom knows some vendors' dictionaries.
      if (!Tag.isPrivate(actual.tag())) {
        differences.add(where + ": UN instead of " + vr);
      }
      return 0;
    }
    if (actual.vr() == Vr.SQ && vr.equals("UN") && Tag.isPrivate(actual.tag())) {
      // Items in a private element of defined length: pydicom leaves them as bytes.
      return 0;
    }
    if (!vr.startsWith(actual.vr().name()) && !vr.endsWith(actual.vr().name())) {
      differences.add(where + ": " + actual.vr() + " instead of " + vr);
      return 0;
    }
    if (actual.vr() == Vr.SQ) {
      if (actual.items().size() != value.size()) {
        differences.add(where + ": " + actual.items().size() + " items");
        return 0;
      }
      int compared = 1;
      for (int i = 0; i < value.size(); i++) {
        compared +=
            compare(where + "[" + i + "]", actual.items().get(i), value.get(i), differences);
      }
      return compared;
    }
    try {
      assertEquals(plain(value), values(actual, value));
    } catch (Exception | AssertionError e) {
      differences.add(where + ": " + e.getMessage());
    }
    return 1;
  }

  private static List<Object> plain(JsonNode value) {
    List<Object> result = new ArrayList<>();
    value.forEach(v -> result.add(v.isNumber() ? (Object) v.doubleValue() : v.asText()));
    return result;
  }

  private static List<Object> values(DicomElement element, JsonNode expected) throws Exception {
    List<Object> result = new ArrayList<>();
    if (expected.size() == 2 && expected.get(0).asText().equals("md5")) {
      byte[] digest = MessageDigest.getInstance("MD5").digest(element.bytes());
      return List.of("md5", HexFormat.of().formatHex(digest));
    }
    boolean numbers =
        switch (element.vr()) {
          case DS, IS, FL, FD, US, SS, UL, SL, AT -> true;
          default -> false;
        };
    if (numbers) {
      for (double value : element.doubles()) {
        result.add(value);
      }
    } else {
      element.strings().forEach(s -> result.add(s.replaceAll("^ +| +$", "")));
    }
    return result;
  }
}
