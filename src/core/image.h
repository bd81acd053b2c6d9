/*
 * image.h
 *		Links a generated file into the library's read-only data.
 *
 * All backends share its pages, a new connection pays nothing, and there is
 * no file to miss at run time.  NX_BUILD_DIR comes from the Makefile.
 */
#ifndef NX_IMAGE_H
#define NX_IMAGE_H

#ifdef __APPLE__
#define NX_IMAGE_SECTION ".const_data"
#define NX_IMAGE_NAME(symbol) "_" #symbol
#define NX_IMAGE_HIDDEN ".private_extern "
#else
#define NX_IMAGE_SECTION ".section .rodata"
#define NX_IMAGE_NAME(symbol) #symbol
#define NX_IMAGE_HIDDEN ".hidden "
#endif

#define NX_IMAGE(symbol, file)                                                                     \
	__asm__(NX_IMAGE_SECTION "\n"                                                                  \
							 ".balign 64\n"                                                        \
							 ".globl " NX_IMAGE_NAME(symbol) "\n" NX_IMAGE_HIDDEN NX_IMAGE_NAME(   \
								 symbol) "\n" NX_IMAGE_NAME(symbol) ":\n"                          \
																	".incbin \"" NX_BUILD_DIR      \
																	"/" file "\"\n"                \
																	".balign 64\n"                 \
																	".text\n")

#endif /* NX_IMAGE_H */
