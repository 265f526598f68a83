#include "app/cli.h"

int main(int argc, char** argv) { return duibiao::app::run(argc, argv); }
