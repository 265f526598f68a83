#include "intake/sdmx_refusal.h"

#include <fmt/format.h>

namespace duibiao::intake {
namespace {

constexpr std::string_view schemas = "http://www.sdmx.org/resources/sdmxml/schemas/";

SdmxXmlRoot refused(Message what, Message advice) {
  return {SdmxXmlKind::refused, true, std::move(what), std::move(advice)};
}

/// What a person can do about a code of SDMX-REST, or about the HTTP status some services give.
Message advice_for(std::string_view code) {
  if (code == "100" || code == "404") {
    return {"没有符合条件的数据：请放宽查询的代码或时期",
            "nothing matches: ask for other codes or a longer time"};
  }
  if (code == "130" || code == "413" || code == "510") {
    return {"请分次查询（按指标、地区或年份），或按附注所说稍后再下载",
            "ask for less at a time (by indicator, place or year), or come back later as it says"};
  }
  if (code == "110" || code == "401" || code == "403") {
    return {"请向发布方申请权限后重新下载", "ask the publisher for access, then fetch it again"};
  }
  if (code.starts_with('5') && code != "501") {
    return {"发布方的服务暂时不可用：请稍后重新下载",
            "the publisher's service failed: fetch it again later"};
  }
  return {"请核对查询地址后重新下载", "check the address of the query and fetch it again"};
}

SdmxXmlRoot look_at_message(std::string_view name) {
  if (name == "GenericData" || name == "GenericTimeSeriesData") {
    return {SdmxXmlKind::generic, true, {}, {}};
  }
  if (name == "StructureSpecificData" || name == "StructureSpecificTimeSeriesData") {
    return {SdmxXmlKind::specific, true, {}, {}};
  }
  if (name == "Error") return {SdmxXmlKind::error, true, {}, {}};
  const Message ask_for_data{"请用同一数据流的 data 查询下载数据文件再导入",
                             "fetch the data of that flow (a «data» query) and import those"};
  if (name == "Structure") {
    return refused({"SDMX 结构文件（代码表、数据结构定义），里面没有数据",
                    "an SDMX structure message (code lists, structures), which holds no figures"},
                   ask_for_data);
  }
  if (name.find("Metadata") != std::string_view::npos && !name.ends_with("Query")) {
    return refused({"SDMX 元数据集（说明文字），里面没有数据",
                    "an SDMX metadata set (explanations), which holds no figures"},
                   ask_for_data);
  }
  if (name.ends_with("Query")) {
    return refused({"SDMX 查询文件：它是问题，不是数据",
                    "an SDMX query document: the question, not the answer"},
                   {"请把查询发给发布方的服务，导入它的回答",
                    "send it to the publisher's service and import the answer"});
  }
  if (name == "RegistryInterface") {
    return refused({"SDMX 登记系统的文件，里面没有数据",
                    "a document of an SDMX registry, which holds no figures"},
                   ask_for_data);
  }
  return refused({"SDMX 文件，但不是数据文件", "an SDMX message, but not one of data"},
                 ask_for_data);
}

}  // namespace

SdmxXmlRoot look_at_sdmx_root(std::string_view space, std::string_view name) {
  if (!space.starts_with(schemas)) {
    SdmxXmlRoot other = refused({"XML 文件", "an XML file"}, {"请导出为 xlsx 或 CSV 再导入",
                                                              "export it as xlsx or CSV and import "
                                                              "that"});
    other.sdmx = false;
    return other;
  }
  space.remove_prefix(schemas.size());
  if (space.starts_with("v2_1/message") || space.starts_with("v3_")) return look_at_message(name);
  return refused({"旧版(2.0 或更早)的 SDMX-ML 文件", "an SDMX-ML message of version 2.0 or older"},
                 {"请下载 SDMX-ML 2.1、SDMX-CSV 或 SDMX-JSON 格式再导入",
                  "fetch it as SDMX-ML 2.1, SDMX-CSV or SDMX-JSON and import that"});
}

Error sdmx_refused(const std::string& file, const Message& what, const Message& advice) {
  return {ErrorCode::unknown_format,
          {fmt::format("“{}”是{}，不能导入", file, what.zh),
           fmt::format("“{}” is {}; it cannot be imported", file, what.en)},
          advice,
          {.file = file, .sheet = {}, .cell = {}}};
}

Message describe(const SdmxNotice& notice) {
  const std::string code = notice.code.empty() ? "" : fmt::format("({})", notice.code);
  const std::string code_en = notice.code.empty() ? "" : fmt::format(" ({})", notice.code);
  return {fmt::format("发布方附注{}：{}", code, notice.text),
          fmt::format("the publisher's note{}: {}", code_en, notice.text)};
}

Error sdmx_error_message(const std::string& file, const SdmxNotice& notice) {
  const std::string zh = notice.code.empty() ? "" : fmt::format("(代码 {})", notice.code);
  const std::string en = notice.code.empty() ? "" : fmt::format(" (code {})", notice.code);
  return {ErrorCode::unknown_format,
          {fmt::format("“{}”不是数据，而是 SDMX 服务的出错信息{}：{}", file, zh, notice.text),
           fmt::format("“{}” is not data but the error message of an SDMX service{}: {}", file, en,
                       notice.text)},
          advice_for(notice.code),
          {.file = file, .sheet = {}, .cell = {}}};
}

Error sdmx_without_data(const std::string& file, const SdmxNotice* notice) {
  Error error{ErrorCode::empty_input,
              {fmt::format("“{}”里没有观测值", file),
               fmt::format("there are no observations in “{}”", file)},
              {"请核对查询条件后重新下载", "check the query and fetch it again"},
              {.file = file, .sheet = {}, .cell = {}}};
  if (notice == nullptr) return error;
  const Message said = describe(*notice);
  error.message.zh += "；" + said.zh;
  error.message.en += "; " + said.en;
  error.advice = advice_for(notice->code);
  return error;
}

}  // namespace duibiao::intake
