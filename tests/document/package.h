#pragma once

#include <zip.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::document::testing {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A zip package of these parts, packed.
inline std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* to = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(to);
  zip_t* archive = zip_open_from_source(to, ZIP_TRUNCATE, &error);
  for (const auto& [name, body] : parts) {
    zip_source_t* from = zip_source_buffer(archive, body.data(), body.size(), 0);
    zip_file_add(archive, name.c_str(), from, ZIP_FL_ENC_UTF_8);
  }
  zip_close(archive);
  zip_source_open(to);
  std::string bytes;
  char block[4096];
  for (zip_int64_t got = zip_source_read(to, block, sizeof block); got > 0;
       got = zip_source_read(to, block, sizeof block)) {
    bytes.append(block, static_cast<std::size_t>(got));
  }
  zip_source_close(to);
  zip_source_free(to);
  return bytes;
}

/// What an entry of a package holds; empty when it is not there.
inline std::string entry(std::string_view bytes, const std::string& name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* from = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(from, ZIP_RDONLY, &error);
  if (archive == nullptr) return {};
  std::string body;
  if (zip_file_t* file = zip_fopen(archive, name.c_str(), 0); file != nullptr) {
    char block[4096];
    for (zip_int64_t got = zip_fread(file, block, sizeof block); got > 0;
         got = zip_fread(file, block, sizeof block)) {
      body.append(block, static_cast<std::size_t>(got));
    }
    zip_fclose(file);
  }
  zip_discard(archive);
  return body;
}

inline constexpr std::string_view word_space =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// document.xml around the content of its body.
inline std::string word_body(std::string_view content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
         "<w:document xmlns:w=\"" +
         std::string(word_space) +
         "\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
         " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
         "<w:body>" +
         std::string(content) + "</w:body></w:document>";
}

/// The parts every Word document has, and others.
inline Parts word_parts(std::string_view content, Parts more = {}) {
  Parts parts = {
      {"[Content_Types].xml",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types "
       "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
       "<Default Extension=\"rels\" "
       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
       "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
       "<Override PartName=\"/word/document.xml\" "
       "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml."
       "document.main+xml\"/></Types>"},
      {"_rels/.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
       "<Relationship Id=\"rId1\" "
       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
       "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", word_body(content)}};
  for (auto& part : more) parts.push_back(std::move(part));
  return parts;
}

inline std::string word(std::string_view content, Parts more = {}) {
  return zipped(word_parts(content, std::move(more)));
}

/// A paragraph of one run.
inline std::string p(std::string_view words, std::string_view properties = {}) {
  return "<w:p>" + std::string(properties) + "<w:r><w:t>" + std::string(words) +
         "</w:t></w:r></w:p>";
}

}  // namespace duibiao::document::testing
