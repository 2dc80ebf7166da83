// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/payload.h"

#include <cstring>

#include "store/gpkg_blob.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint8_t k_payload_version = 1;

class Encoder {
 public:
  void raw(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::byte*>(data);
    m_out.insert(m_out.end(), bytes, bytes + size);
  }
  template <class T>
  void number(const T& value) {
    raw(&value, sizeof(T));
  }
  void bytes(std::span<const std::byte> value) {
    number(static_cast<std::uint32_t>(value.size()));
    raw(value.data(), value.size());
  }
  std::vector<std::byte> take() { return std::move(m_out); }

 private:
  std::vector<std::byte> m_out;
};

/// What the end of the bytes means: inside an entity that an older version wrote, later fields keep their defaults.
enum class Ending : std::uint8_t { damage, older_version };

/// After the first contradiction it gives defaults and says so in good().
class Decoder {
 public:
  explicit Decoder(std::span<const std::byte> in, Ending ending = Ending::damage) : m_in(in), m_ending(ending) {}
  bool good() const { return m_good; }
  bool at_end() const { return m_in.empty(); }
  std::size_t left() const { return m_in.size(); }
  void spoil() { m_good = false; }
  /// Whether there is nothing more to read, which may or may not be right.
  bool ends_here() {
    if (m_in.empty() && m_ending == Ending::damage) spoil();
    return m_in.empty();
  }

  template <class T>
  void number(T& value) {
    if (ends_here()) return;
    if (m_in.size() < sizeof(T)) return spoil();
    std::memcpy(&value, m_in.data(), sizeof(T));
    m_in = m_in.subspan(sizeof(T));
  }
  std::span<const std::byte> bytes() {
    std::uint32_t size = 0;
    number(size);
    if (size > m_in.size()) {
      spoil();
      return {};
    }
    const auto out = m_in.first(size);
    m_in = m_in.subspan(size);
    return out;
  }

 private:
  std::span<const std::byte> m_in;
  Ending m_ending;
  bool m_good = true;
};

// Plain values. Each overload handles both directions.
template <class A, class T>
requires std::is_arithmetic_v<T>
void field(A& archive, T& value) { archive.number(value); }

void field(Encoder& archive, const bool& value) { archive.number(static_cast<std::uint8_t>(value ? 1 : 0)); }
void field(Decoder& archive, bool& value) {
  std::uint8_t byte = value ? 1 : 0;
  archive.number(byte);
  value = byte != 0;
}

template <class T>
void enumeration(Encoder& archive, const T& value, T) {
  archive.number(static_cast<std::uint8_t>(value));
}
template <class T>
void enumeration(Decoder& archive, T& value, T last) {
  auto byte = static_cast<std::uint8_t>(value);
  archive.number(byte);
  if (byte > static_cast<std::uint8_t>(last)) return archive.spoil();
  value = static_cast<T>(byte);
}

void field(Encoder& archive, const std::string& value) { archive.bytes(std::as_bytes(std::span(value))); }
void field(Decoder& archive, std::string& value) {
  if (archive.ends_here()) return;
  const auto bytes = archive.bytes();
  value.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void field(Encoder& archive, const base::Uuid& value) { archive.raw(value.bytes.data(), value.bytes.size()); }
void field(Decoder& archive, base::Uuid& value) { archive.number(value.bytes); }

void field(Encoder& archive, const geo::Geometry& value) { archive.bytes(encode_gpkg(value, 0)); }
void field(Decoder& archive, geo::Geometry& value) {
  const auto bytes = archive.bytes();
  if (bytes.empty()) return;
  auto geometry = decode_gpkg(bytes);
  if (!geometry) return archive.spoil();
  value = std::move(*geometry);
}

template <class T>
void field(Encoder& archive, const std::optional<T>& value) {
  field(archive, static_cast<const bool&>(value.has_value()));
  if (value) field(archive, *value);
}
template <class T>
void field(Decoder& archive, std::optional<T>& value) {
  bool present = false;
  field(archive, present);
  if (present) field(archive, value.emplace());
}

template <class T>
void list(Encoder& archive, const std::vector<T>& values) {
  archive.number(static_cast<std::uint32_t>(values.size()));
  for (const auto& value : values) fields(archive, value);
}
template <class T>
void list(Decoder& archive, std::vector<T>& values) {
  std::uint32_t count = 0;
  archive.number(count);
  if (count > archive.left()) return archive.spoil();
  values.resize(count);
  for (auto& value : values) fields(archive, value);
}

// Entities, field by field. Only ever append.
template <class A, class T>
concept As = std::same_as<std::remove_const_t<A>, T>;

template <class A, As<base::Argument> T>
void fields(A& a, T& v) {
  field(a, v.name);
  field(a, v.value);
}
template <class A, As<base::Message> T>
void fields(A& a, T& v) {
  field(a, v.id);
  list(a, v.arguments);
}
template <class A, As<feature::Notice> T>
void fields(A& a, T& v) {
  enumeration(a, v.severity, feature::Severity::lost);
  fields(a, v.message);
  field(a, v.count);
  field(a, v.example);
}
template <class A, As<feature::Provenance> T>
void fields(A& a, T& v) {
  field(a, v.source_path);
  field(a, v.source_layer);
  field(a, v.driver);
  field(a, v.licence);
  field(a, v.attribution);
  field(a, v.data_date);
  field(a, v.imported_at);
  field(a, v.source_bytes);
  field(a, v.source_mtime);
}
template <class A, As<sketch::Scenario> T>
void fields(A& a, T& v) {
  field(a, v.id);
  field(a, v.parent);
  field(a, v.name);
  field(a, v.description);
  field(a, v.position);
  field(a, v.created_at_ms);
}
template <class A, As<sketch::BikeLane> T>
void fields(A& a, T& v) {
  enumeration(a, v.facility, sketch::FacilityType::mischverkehr);
  enumeration(a, v.side, sketch::Side::centre);
  enumeration(a, v.direction, sketch::Direction::both);
  field(a, v.width_m);
  field(a, v.buffer_m);
  enumeration(a, v.surface, sketch::Surface::gravel);
  field(a, v.red_paint);
  field(a, v.mandatory_use);
  field(a, v.street_name);
  field(a, v.network_class);
}
template <class A, As<sketch::SolarArea> T>
void fields(A& a, T& v) {
  enumeration(a, v.place, sketch::SolarPlace::canopy);
  enumeration(a, v.mounting, sketch::SolarMounting::elevated);
  field(a, v.tilt_deg);
  field(a, v.azimuth_deg);
  field(a, v.usable_share);
  field(a, v.roof_id);
  field(a, v.row_pitch_m);
  field(a, v.row_depth_m);
  field(a, v.density_kwp_ha);
}
template <class A, As<sketch::Measure> T>
void fields(A& a, T& v) {
  field(a, v.id);
  field(a, v.scenario);
  enumeration(a, v.kind, sketch::MeasureKind::solar_area);
  field(a, v.geometry);
  field(a, v.name);
  field(a, v.note);
  field(a, v.created_at_ms);
  field(a, v.updated_at_ms);
  // Only the member that belongs to the kind is stored, in the tables as here.
  if (v.kind == sketch::MeasureKind::bike_lane) {
    fields(a, v.lane);
  } else {
    fields(a, v.solar);
  }
}
template <class A, As<participation::Contribution> T>
void fields(A& a, T& v) {
  field(a, v.id);
  field(a, v.geometry);
  field(a, v.category);
  field(a, v.text);
  field(a, v.author);
  enumeration(a, v.state, participation::State::answered);
  field(a, v.created_at_ms);
  field(a, v.updated_at_ms);
  field(a, v.reply);
  field(a, v.replied_at_ms);
  field(a, v.topic);
  field(a, v.source);
}
template <class A, As<std::pair<std::string, std::string>> T>
void fields(A& a, T& v) {
  field(a, v.first);
  field(a, v.second);
}
template <class A, As<std::string> T>
void fields(A& a, T& v) {
  field(a, v);
}
template <class A, As<FieldWords> T>
void fields(A& a, T& v) {
  field(a, v.name);
  field(a, v.title);
  list(a, v.values);
}
template <class A, As<FileLink> T>
void fields(A& a, T& v) {
  field(a, v.layer);
  field(a, v.path);
}
template <class A, As<LayerEntry> T>
void fields(A& a, T& v) {
  field(a, v.id);
  field(a, v.name);
  field(a, v.path);
  field(a, v.source_layer);
  field(a, v.pack_key);
  field(a, v.raster);
  enumeration(a, v.role, feature::PackRole::city_surfaces);
  field(a, v.assumed_crs);
  field(a, v.style_json);
  field(a, v.filter_json);
  field(a, v.position);
  field(a, v.opacity);
  field(a, v.visible);
  fields(a, v.provenance);
  list(a, v.notices);
  list(a, v.groups);
  list(a, v.fields);
  list(a, v.links);
}
template <class A, As<Setting> T>
void fields(A& a, T& v) {
  field(a, v.key);
  field(a, v.value);
}

template <class T>
std::vector<std::byte> bytes_of(const T& value) {
  Encoder encoder;
  fields(encoder, value);
  return encoder.take();
}

template <class T>
void entity(Encoder& archive, const std::optional<T>& value) {
  field(archive, static_cast<const bool&>(value.has_value()));
  if (value) archive.bytes(bytes_of(*value));
}
template <class T>
void entity(Decoder& archive, std::optional<T>& value) {
  bool present = false;
  field(archive, present);
  if (!present) return;
  Decoder inner(archive.bytes(), Ending::older_version);
  fields(inner, value.emplace());
  if (!inner.good()) archive.spoil();
}

void change(Encoder& archive, const AnyChange& any) {
  archive.number(static_cast<std::uint8_t>(any.index()));
  std::visit(
      [&](const auto& c) {
        entity(archive, c.before);
        entity(archive, c.after);
      },
      any);
}

template <std::size_t index = 0>
AnyChange empty_change(std::size_t wanted) {
  if constexpr (index + 1 < std::variant_size_v<AnyChange>) {
    if (wanted != index) return empty_change<index + 1>(wanted);
  }
  return AnyChange(std::in_place_index<index>);
}

void change(Decoder& archive, AnyChange& any) {
  std::uint8_t index = 0;
  archive.number(index);
  if (index >= std::variant_size_v<AnyChange>) return archive.spoil();
  any = empty_change(index);
  std::visit(
      [&](auto& c) {
        entity(archive, c.before);
        entity(archive, c.after);
      },
      any);
}

tl::unexpected<base::Error> damaged() { return fail(ErrorCode::damaged, "store.journal_damaged"); }

}  // namespace

std::vector<std::byte> encode(const Transaction& transaction) {
  Encoder encoder;
  encoder.number(k_payload_version);
  fields(encoder, transaction.message);
  encoder.number(static_cast<std::uint32_t>(transaction.changes.size()));
  for (const auto& any : transaction.changes) change(encoder, any);
  return encoder.take();
}

base::Result<Transaction> decode_transaction(std::span<const std::byte> bytes) {
  Decoder decoder(bytes);
  std::uint8_t version = 0;
  decoder.number(version);
  if (version != k_payload_version) return damaged();
  Transaction transaction;
  fields(decoder, transaction.message);
  std::uint32_t count = 0;
  decoder.number(count);
  if (count > decoder.left()) return damaged();
  transaction.changes.resize(count);
  for (auto& any : transaction.changes) change(decoder, any);
  if (!decoder.good() || !decoder.at_end()) return damaged();
  return transaction;
}

std::vector<std::byte> encode(const base::Message& message) { return bytes_of(message); }

base::Result<base::Message> decode_message(std::span<const std::byte> bytes) {
  Decoder decoder(bytes);
  base::Message message;
  fields(decoder, message);
  if (!decoder.good()) return damaged();
  return message;
}

namespace {

template <class T>
std::vector<std::byte> bytes_of_list(const std::vector<T>& values) {
  Encoder encoder;
  list(encoder, values);
  return encoder.take();
}

template <class T>
base::Result<std::vector<T>> list_of(std::span<const std::byte> bytes) {
  Decoder decoder(bytes);
  std::vector<T> values;
  list(decoder, values);
  if (!decoder.good()) return damaged();
  return values;
}

}  // namespace

std::vector<std::byte> encode(const std::vector<feature::Notice>& notices) { return bytes_of_list(notices); }
std::vector<std::byte> encode(const std::vector<FieldWords>& fields) { return bytes_of_list(fields); }
std::vector<std::byte> encode(const std::vector<FileLink>& links) { return bytes_of_list(links); }

base::Result<std::vector<feature::Notice>> decode_notices(std::span<const std::byte> bytes) { return list_of<feature::Notice>(bytes); }
base::Result<std::vector<FieldWords>> decode_field_words(std::span<const std::byte> bytes) { return list_of<FieldWords>(bytes); }
base::Result<std::vector<FileLink>> decode_links(std::span<const std::byte> bytes) { return list_of<FileLink>(bytes); }

template <class T>
bool stored_alike(const T& a, const T& b) {
  return bytes_of(a) == bytes_of(b);
}
template bool stored_alike(const sketch::Scenario&, const sketch::Scenario&);
template bool stored_alike(const sketch::Measure&, const sketch::Measure&);
template bool stored_alike(const participation::Contribution&, const participation::Contribution&);
template bool stored_alike(const LayerEntry&, const LayerEntry&);
template bool stored_alike(const Setting&, const Setting&);

}  // namespace skizze::store
