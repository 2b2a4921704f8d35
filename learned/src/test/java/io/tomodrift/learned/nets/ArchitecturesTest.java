package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.geometry.error.ModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {

  private static final String UNET =
      "{\"kind\":\"unet\",\"dimensions\":2,\"inputChannels\":1,\"outputChannels\":1,"
          + "\"widths\":[16,32,64],\"norm\":\"none\",\"residual\":true}";

  @ParameterizedTest
  @MethodSource("io.tomodrift.learned.nets.ArchitectureTest#small")
  void comeBackFromJson(Architecture architecture) throws Exception {
    String json = new ObjectMapper().writeValueAsString(Architectures.toMap(architecture));
    assertEquals(architecture, Architectures.fromMap(parse(json)));
  }

  @Test
  void textOfAUNet() throws Exception {
    Architecture net = Preset.UNET_N.of(2);
    assertEquals(UNET, new ObjectMapper().writeValueAsString(Architectures.toMap(net)));
  }

  @Test
  void whatDoesNotFitIsNamed() throws Exception {
    assertRefused("kind", "unett", "kind of the architecture", "did you mean 'unet'");
    assertRefused("kind", 3, "kind", "got 3");
    assertRefused("kind", null, "no 'kind'", "");
    assertRefused("width", 4, "unknown field 'width'", "'widths'");
    assertRefused("widths", null, "no 'widths'", "list of whole numbers");
    assertRefused("widths", Arrays.asList(16, 2.5), "widths", "list of whole numbers");
    assertRefused("norm", "instanc", "norm", "'instance'");
    assertRefused("residual", "yes", "residual", "true or false");
    assertRefused("dimensions", 2.0, "dimensions", "a whole number");
    assertRefused("dimensions", 4, "dimensions must be 2 or 3", "got 4");
  }

  private static void assertRefused(String field, Object value, String... parts) throws Exception {
    Map<String, Object> map = new HashMap<>(parse(UNET));
    map.put(field, value);
    if (value == null) {
      map.remove(field);
    }
    String message =
        assertThrows(ModelException.class, () -> Architectures.fromMap(map)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static Map<String, Object> parse(String json) throws Exception {
    return new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});
  }

  @Test
  void unknownPresetsNameTheNearest() {
    var e = assertThrows(IllegalArgumentException.class, () -> Preset.named("mednext-n4"));
    assertTrue(e.getMessage().contains("did you mean 'mednext-n"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Preset.ENCODER_2D.of(3));
    PartProbe foreign = new PartProbe(2, 1, 1, () -> null);
    assertThrows(IllegalArgumentException.class, () -> Architectures.toMap(foreign));
  }
}
