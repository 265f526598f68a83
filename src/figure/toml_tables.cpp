#include "figure/toml_tables.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <optional>

#include "figure/name_key.h"

namespace duibiao {
namespace {

/// A catalogue of every indicator a bureau could want stays far under these.
constexpr std::size_t longest_file = 8U << 20U;
constexpr std::size_t longest_list = 10'000;

std::string nearest_key(std::string_view wrong, std::span<const TomlKey> keys) {
  std::string_view best;
  std::size_t least = 3;  // farther than two letters is another word, not a slip
  const std::u32string points = names::code_points(wrong);
  for (const TomlKey& key : keys) {
    const std::size_t d = names::edit_distance(points, names::code_points(key.name), 2);
    if (d < least) {
      least = d;
      best = key.name;
    }
  }
  return std::string(best);
}

std::uint64_t line_of(const toml::node& node) { return node.source().begin.line; }

struct Reader {
  std::string_view file;
  std::string_view array;
  std::span<const TomlKey> keys;

  [[nodiscard]] tl::unexpected<Error> wrong(std::uint64_t line, Message message,
                                            Message advice = {}) const {
    return bad_catalogue(file, line, std::move(message), std::move(advice));
  }

  [[nodiscard]] Result<std::vector<std::string>> list(const toml::node& node,
                                                      std::string_view key) const {
    std::vector<std::string> out;
    const toml::array* items = node.as_array();
    if (items == nullptr || items->size() > longest_list) return kind_error(node, key);
    for (const toml::node& item : *items) {
      const auto text = item.value_exact<std::string>();
      if (!text) return kind_error(item, key);
      out.push_back(*text);
    }
    return out;
  }

  [[nodiscard]] tl::unexpected<Error> kind_error(const toml::node& node,
                                                 std::string_view key) const {
    return wrong(line_of(node),
                 {fmt::format("「{}」的值类型不对", key),
                  fmt::format("`{}` has a value of the wrong kind", key)},
                 {"文字用引号，是否用 true/false，多个名称用 [\"…\", \"…\"]",
                  "text goes in quotes, yes/no is true/false, names are [\"…\", \"…\"]"});
  }

  [[nodiscard]] Result<TomlValue> value(const toml::node& node, const TomlKey& key) const {
    TomlValue out;
    out.kind = key.kind;
    out.line = line_of(node);
    switch (key.kind) {
      case TomlValue::Kind::text: {
        const auto text = node.value_exact<std::string>();
        if (!text) return kind_error(node, key.name);
        out.text = *text;
        return out;
      }
      case TomlValue::Kind::boolean: {
        const auto yes = node.value_exact<bool>();
        if (!yes) return kind_error(node, key.name);
        out.yes = *yes;
        return out;
      }
      case TomlValue::Kind::list: {
        auto items = list(node, key.name);
        if (!items) return tl::unexpected<Error>(items.error());
        out.list = std::move(*items);
        return out;
      }
    }
    return kind_error(node, key.name);
  }

  [[nodiscard]] Result<TomlTable> table(const toml::table& source) const {
    TomlTable out;
    out.line = line_of(source);
    for (const auto& [name, node] : source) {
      const auto key = std::find_if(keys.begin(), keys.end(),
                                    [&](const TomlKey& k) { return k.name == name.str(); });
      if (key == keys.end()) return unknown_key(name.str(), line_of(node));
      auto read = value(node, *key);
      if (!read) return tl::unexpected<Error>(read.error());
      out.values.emplace(std::string(name.str()), std::move(*read));
    }
    for (const TomlKey& key : keys) {
      if (key.required && out.find(key.name) == nullptr) {
        return wrong(out.line,
                     {fmt::format("[[{}]] 缺少必填项「{}」", array, key.name),
                      fmt::format("[[{}]] lacks the required key `{}`", array, key.name)});
      }
    }
    return out;
  }

  [[nodiscard]] tl::unexpected<Error> unknown_key(std::string_view name, std::uint64_t line) const {
    const std::string near = nearest_key(name, keys);
    Message advice;
    if (!near.empty()) {
      advice = {fmt::format("是否想写「{}」？", near), fmt::format("did you mean `{}`?", near)};
    }
    return wrong(line,
                 {fmt::format("[[{}]] 中没有「{}」这一项", array, name),
                  fmt::format("[[{}]] has no key `{}`", array, name)},
                 std::move(advice));
  }
};

}  // namespace

const TomlValue* TomlTable::find(std::string_view key) const {
  const auto it = values.find(key);
  return it == values.end() ? nullptr : &it->second;
}

std::string_view TomlTable::text(std::string_view key) const {
  const TomlValue* value = find(key);
  return value == nullptr ? std::string_view{} : std::string_view(value->text);
}

tl::unexpected<Error> bad_catalogue(std::string_view file_name, std::uint64_t line, Message message,
                                    Message advice) {
  Position where;
  where.file = std::string(file_name);
  where.line = line;
  return fail(ErrorCode::bad_catalogue, std::move(message), std::move(advice), std::move(where));
}

Result<std::vector<TomlTable>> read_toml_tables(std::string_view toml, std::string_view file_name,
                                                std::string_view array,
                                                std::span<const TomlKey> keys) {
  const Reader reader{file_name, array, keys};
  if (toml.size() > longest_file) {
    return reader.wrong(0, {"词表文件超过 8 MB", "the file is larger than 8 MB"});
  }
  toml::table root;
  try {
    root = toml::parse(toml, std::string(file_name));
  } catch (const toml::parse_error& error) {
    return reader.wrong(error.source().begin.line,
                        {fmt::format("不是有效的 TOML:{}", error.description()),
                         fmt::format("not valid TOML: {}", error.description())});
  }
  std::vector<TomlTable> out;
  for (const auto& [name, node] : root) {
    const toml::array* tables = node.as_array();
    if (name.str() != array || tables == nullptr || !tables->is_array_of_tables()) {
      return reader.wrong(
          line_of(node),
          {fmt::format("此文件只能有 [[{}]] 表，却有「{}」", array, name.str()),
           fmt::format("only [[{}]] tables belong here, not `{}`", array, name.str())});
    }
    for (const toml::node& item : *tables) {
      auto table = reader.table(*item.as_table());
      if (!table) return tl::unexpected<Error>(table.error());
      out.push_back(std::move(*table));
    }
  }
  return out;
}

}  // namespace duibiao
