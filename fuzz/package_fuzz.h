#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::fuzz {

/// A zip package of stored parts. Mutating packed bytes only finds checksum errors, so the fuzzer
/// mutates the parts and the package is put together here.
inline std::string stored_zip(
    const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  const auto put = [](std::string& out, std::uint32_t value, int bytes) {
    for (int index = 0; index < bytes; ++index) {
      out.push_back(static_cast<char>(value >> (8 * index)));
    }
  };
  const auto checksum = [](std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
      crc ^= static_cast<unsigned char>(byte);
      for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
  };
  std::string zip;
  std::string directory;
  for (const auto& [name, body] : parts) {
    std::string common;
    put(common, 20, 2);
    put(common, 0, 4);  // no flags, stored
    put(common, 0, 4);  // time
    put(common, checksum(body), 4);
    put(common, static_cast<std::uint32_t>(body.size()), 4);
    put(common, static_cast<std::uint32_t>(body.size()), 4);
    put(common, static_cast<std::uint32_t>(name.size()), 2);
    put(common, 0, 2);
    directory.append("PK\x01\x02\x14", 5).push_back('\0');
    directory.append(common).append(std::string(10, '\0'));
    put(directory, static_cast<std::uint32_t>(zip.size()), 4);
    directory.append(name);
    zip.append("PK\x03\x04").append(common).append(name).append(body);
  }
  const auto start = static_cast<std::uint32_t>(zip.size());
  const auto count = static_cast<std::uint32_t>(parts.size());
  zip.append(directory).append("PK\x05\x06").append(4, '\0');
  put(zip, count, 2);
  put(zip, count, 2);
  put(zip, static_cast<std::uint32_t>(directory.size()), 4);
  put(zip, start, 4);
  put(zip, 0, 2);
  return zip;
}

/// The input cut at bytes 0xFF, which no UTF-8 holds, into `count` parts.
template <std::size_t count>
std::array<std::string_view, count> cut(std::string_view input) {
  std::array<std::string_view, count> parts;
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t end = index + 1 < count ? input.find('\xFF') : std::string_view::npos;
    parts[index] = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  }
  return parts;
}

}  // namespace duibiao::fuzz
