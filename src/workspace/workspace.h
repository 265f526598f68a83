#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cube/cube.h"
#include "store/store.h"

namespace duibiao::workspace {

/// The built-in names plus what the users added to the store at `path` (nothing when there is
/// none).
[[nodiscard]] Result<std::shared_ptr<const Vocabulary>> vocabulary_of(const std::string& path);

/// A store opened with its names and its figures: what every command and every request starts from.
/// The vocabulary is the built-in one plus what the users added to this store. One thread at a
/// time; the cube and the vocabulary it hands out are immutable and may be shared freely.
class Workspace {
 public:
  /// Opens an existing store. Errors: not_found with how to make one; those of Store::open.
  [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const std::string& path,
                                                               std::optional<Date> as_of = {});
  [[nodiscard]] static Result<std::unique_ptr<Workspace>> open_or_create(const std::string& path,
                                                                         const store::Actor& actor);

  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }
  /// The same, to be shared with what outlives this object.
  [[nodiscard]] std::shared_ptr<const Vocabulary> shared_vocabulary() const { return vocabulary_; }
  [[nodiscard]] store::Store& store() { return *store_; }

  /// The snapshot of now (or of `as_of`); loaded at first use and again after a change.
  [[nodiscard]] Result<std::shared_ptr<const cube::Cube>> cube();

  /// Adds names, or words for reading bulletins, and reads them in at once. Errors: bad_catalogue
  /// (nothing is added), those of Store.
  [[nodiscard]] Status add_overlay(const store::Overlay& overlay, const store::Actor& actor);

 private:
  Workspace(std::string path, std::shared_ptr<const Vocabulary> vocabulary,
            std::unique_ptr<store::Store> store, std::optional<Date> as_of);

  std::string path_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::unique_ptr<store::Store> store_;
  std::optional<Date> as_of_;
  std::shared_ptr<const cube::Cube> cube_;
  std::uint64_t cube_version_ = 0;
};

}  // namespace duibiao::workspace
