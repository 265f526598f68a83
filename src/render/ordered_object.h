#pragma once

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace duibiao::render {

/// A JSON object whose fields stay in the order in which they were written. Unlike the library's
/// own ordered map it can move its fields when it grows: that one's keys are const, so each growth
/// copies everything below it, which took more time than all else that an answer needs. A look-up
/// walks the fields: they are few.
template <class Key, class Value, class /*Less*/ = void, class /*Allocator*/ = void>
class OrderedObject {
  using Fields = std::vector<std::pair<Key, Value>>;

 public:
  using key_type = Key;
  using mapped_type = Value;
  using value_type = typename Fields::value_type;
  using size_type = typename Fields::size_type;
  using difference_type = typename Fields::difference_type;
  using reference = value_type&;
  using const_reference = const value_type&;
  using iterator = typename Fields::iterator;
  using const_iterator = typename Fields::const_iterator;
  using key_compare = std::equal_to<>;

  OrderedObject() = default;
  template <class Iterator>
  OrderedObject(Iterator first, Iterator last) {
    insert(first, last);
  }
  OrderedObject(std::initializer_list<value_type> fields)
      : OrderedObject(fields.begin(), fields.end()) {}

  iterator begin() noexcept { return fields_.begin(); }
  iterator end() noexcept { return fields_.end(); }
  const_iterator begin() const noexcept { return fields_.begin(); }
  const_iterator end() const noexcept { return fields_.end(); }
  const_iterator cbegin() const noexcept { return fields_.cbegin(); }
  const_iterator cend() const noexcept { return fields_.cend(); }
  [[nodiscard]] bool empty() const noexcept { return fields_.empty(); }
  [[nodiscard]] size_type size() const noexcept { return fields_.size(); }
  [[nodiscard]] size_type max_size() const noexcept { return fields_.max_size(); }
  void clear() noexcept { fields_.clear(); }

  template <class Named>
  iterator find(const Named& name) {
    return std::find_if(begin(), end(), [&](const auto& field) { return field.first == name; });
  }
  template <class Named>
  const_iterator find(const Named& name) const {
    return std::find_if(begin(), end(), [&](const auto& field) { return field.first == name; });
  }
  template <class Named>
  [[nodiscard]] size_type count(const Named& name) const {
    return find(name) == end() ? 0 : 1;
  }

  /// Adds a field at the end, unless there is one of that name.
  template <class Named, class... Arguments>
  std::pair<iterator, bool> emplace(Named&& name, Arguments&&... value) {
    if (const iterator found = find(name); found != end()) return {found, false};
    fields_.emplace_back(std::piecewise_construct, std::forward_as_tuple(std::forward<Named>(name)),
                         std::forward_as_tuple(std::forward<Arguments>(value)...));
    return {std::prev(end()), true};
  }
  std::pair<iterator, bool> insert(const value_type& field) {
    return emplace(field.first, field.second);
  }
  std::pair<iterator, bool> insert(value_type&& field) {
    return emplace(std::move(field.first), std::move(field.second));
  }
  template <class Iterator>
  void insert(Iterator first, Iterator last) {
    for (; first != last; ++first) emplace(first->first, first->second);
  }

  template <class Named>
  Value& operator[](Named&& name) {
    return emplace(std::forward<Named>(name)).first->second;
  }
  template <class Named>
  Value& at(const Named& name) {
    const iterator found = find(name);
    if (found == end()) throw std::out_of_range("no such field");
    return found->second;
  }
  template <class Named>
  const Value& at(const Named& name) const {
    const const_iterator found = find(name);
    if (found == end()) throw std::out_of_range("no such field");
    return found->second;
  }

  iterator erase(const_iterator field) { return fields_.erase(field); }
  iterator erase(const_iterator first, const_iterator last) { return fields_.erase(first, last); }
  template <class Named>
    requires(!std::is_convertible_v<const Named&, const_iterator>)
  size_type erase(const Named& name) {
    const iterator found = find(name);
    if (found == end()) return 0;
    fields_.erase(found);
    return 1;
  }
  void swap(OrderedObject& other) noexcept { fields_.swap(other.fields_); }

  friend bool operator==(const OrderedObject& a, const OrderedObject& b) {
    return a.fields_ == b.fields_;
  }
  friend bool operator<(const OrderedObject& a, const OrderedObject& b) {
    return a.fields_ < b.fields_;
  }

 private:
  Fields fields_;
};

}  // namespace duibiao::render
