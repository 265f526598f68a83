# Reads a running server with rsdmx. Rscript check.R http://127.0.0.1:8080/sdmx/2.1
options(warn = -1)
suppressMessages(library(rsdmx))
base <- commandArgs(TRUE)[1]
failed <- 0
check <- function(name, run) {
  outcome <- tryCatch({ run(); NULL }, error = function(problem) conditionMessage(problem))
  if (is.null(outcome)) {
    cat("ok    ", name, "\n", sep = "")
  } else {
    failed <<- failed + 1
    cat("FAIL  ", name, ": ", outcome, "\n", sep = "")
  }
}
read <- function(path) readSDMX(paste0(base, path))
series <- "/data/CITY/M.330300.exports.YTD?startPeriod=2025-06&endPeriod=2025-07"

check("generic data become a data frame", function() {
  rows <- as.data.frame(read(series))
  stopifnot(nrow(rows) == 2, rows$obsTime == c("2025-06", "2025-07"), rows$obsValue > 0,
            rows$UNIT_MEASURE == "CNY")
})
check("structure-specific data are the same", function() {
  one <- as.data.frame(read(series))
  two <- as.data.frame(read(paste0(series, "&format=structurespecificdata")))
  stopifnot(nrow(two) == 2, as.numeric(two$OBS_VALUE) == one$obsValue)
})
check("a code list has names in both languages", function() {
  codes <- as.data.frame(read("/codelist/DB/CL_REF_AREA/1.0"))
  row <- codes[codes$id == "330300", ]
  stopifnot(row$label.en == "Wenzhou", nchar(row$label.zh) == 3)
})
check("a data structure brings its lists and concepts", function() {
  structure <- read("/datastructure/DB/CITY/1.0")
  stopifnot(slot(structure, "datastructures")@datastructures[[1]]@id == "CITY",
            length(slot(structure, "codelists")@codelists) == 7)
})
check("the dataflow is listed", function() {
  flows <- as.data.frame(read("/dataflow/DB/all/latest"))
  stopifnot(flows$id == "CITY")
})
check("no data are an error", function() {
  outcome <- tryCatch({ read("/data/CITY/M.999999.."); "data" }, error = function(problem) "error")
  stopifnot(outcome == "error")
})
quit(status = as.integer(failed > 0))
